#ifndef LS_MILTER_LOGIN_H
#define LS_MILTER_LOGIN_H

/*
 * The SASL login as the client gave it, from what the mail server tells of
 * it: Postfix passes {auth_authen} on as it is, Sendmail writes it in xtext
 * (RFC 3461 section 4), so that "dora+pc" arrives as "dora+2Bpc".
 */

/* MACRO is {auth_authen}, VERSION the macro v, each NULL if not sent. Sendmail
 * is told by its version, which is a bare number; Postfix's begins with its
 * name. What is no xtext stays as it is. NULL: nobody logged in. The caller
 * frees. */
char *login_read(const char *macro, const char *version);

#endif
