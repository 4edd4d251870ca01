#ifndef LS_SMTP_RESOLVE_H
#define LS_SMTP_RESOLVE_H

/*
 * A way to hand an IPv6 address to libesmtp, which takes everything behind the
 * first colon of "HOST:PORT" for the port: written as a host name without
 * colons ("2001-db8--1.ipv6-literal.net", as Windows writes it in file paths),
 * and turned back into the address by this program's own getaddrinfo(3), which
 * the dynamic linker puts before the C library's. Everything else goes to the
 * C library as it is; no such name ever reaches DNS.
 */

/* ADDRESS as such a name; the caller frees. NULL when it is no IPv6 address. */
char *resolve_name(const char *address);

/* The address that NAME stands for; the caller frees. NULL when it is no such
 * name. */
char *resolve_address(const char *name);

#endif
