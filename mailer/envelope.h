#ifndef LS_MAILER_ENVELOPE_H
#define LS_MAILER_ENVELOPE_H

/*
 * What stands around a mail and not in it: to whom bounces go, and how its
 * reader takes himself off the list. Pure.
 */

#include <stdbool.h>

#include "core/err.h"
#include "smtp/smtp.h"

struct envelope {
	const char *bounce;	/* borrowed, checked by address_read */
	bool verp;		/* an address for each recipient */
};

/* The hexadecimal part of MESSAGE_ID: what is the same for each try of a
 * mail, and tells nothing of who gets it. */
void envelope_id(const char *message_id, char out[SMTP_ENVID_MAX + 1]);

/* The sender in the envelope, which the caller frees: bounce itself, or with
 * verp bounces+anna=customer.example@contoso.example; where that would be too
 * long or beyond ASCII, bounces+ID@contoso.example. */
char *envelope_sender(const struct envelope *e, const char *to,
	const char *id);

/* PATTERN, an https: or mailto: address in which {id} stands for ID, as the
 * value of List-Unsubscribe (RFC 2369); the caller frees. */
char *envelope_unsubscribe(const char *pattern, const char *id);

/* ERR_CONFIG: PATTERN is no such address, and how it is written. */
int envelope_check_unsubscribe(const char *pattern, struct err *err)
	ERR_CHECKED;

/* "failure,delay", "never": as bits of enum smtp_notify. ERR_CONFIG. */
int envelope_notify(const char *words, unsigned *r, struct err *err)
	ERR_CHECKED;

#endif
