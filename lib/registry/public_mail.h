#ifndef LS_REGISTRY_PUBLIC_MAIL_H
#define LS_REGISTRY_PUBLIC_MAIL_H

/* Domains of mail providers where anybody can have an address: none of them is
 * a customer. */

#include <stdbool.h>

/* DOMAIN: in its one spelling (sender.h). */
bool public_mail_has(const char *domain);

#endif
