#ifndef LS_SMTP_ADDRESS_H
#define LS_SMTP_ADDRESS_H

/*
 * One e-mail address as it may go into an SMTP command (RFC 5321 4.1.2): the
 * last place where a line break or a bracket could get out.
 */

#include <stdbool.h>

#include "core/err.h"
#include "core/span.h"

/* Gives the address with its domain in lower case and as A-labels (IDNA 2008
 * by libidn2), and what stands before the @ in NFC; the caller frees.
 * ERR_DATA: what is wrong, with a cure. */
int address_read(struct span s, char **r, struct err *err) ERR_CHECKED;

/* What tells two addresses apart: case folded as a whole, since no mailbox
 * provider has both Ann@ and ann@. The caller frees. */
char *address_key(const char *address);

/* False: only a server with SMTPUTF8 (RFC 6531) takes it. */
bool address_is_ascii(const char *address);

/* The part after the @. Borrowed. */
const char *address_domain(const char *address);

#endif
