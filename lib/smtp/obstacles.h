#ifndef LS_SMTP_OBSTACLES_H
#define LS_SMTP_OBSTACLES_H

/*
 * What may stand between us and a delivery in one SMTP session, noted as it is
 * seen; whether a message may go out in spite of it; and words for a person.
 */

#include "core/err.h"
#include "smtp/dialogue.h"
#include "smtp/smtp.h"

struct obstacles {
	struct dialogue dialogue;
	const char *certificate;	/* why it was refused; or "" */
	bool encrypted;			/* TLS stands */
	bool tls_missing;		/* wanted and not offered */
	unsigned logins;		/* times that a password was given */
	bool closing;			/* 421: it asks to come later */
	bool lost;			/* broken off in the middle of a mail */
	struct err fatal;		/* kind ERR_NONE: nothing else */
};

/* True when nothing may be sent: what was seen can't be trusted, or what was
 * demanded is not there. */
bool obstacles_bar(const struct obstacles *o, const struct smtp_settings *s);

/* The first byte of a message is about to go out: tells SOURCE. -1: it must
 * not, because it is barred or the source could not note it (fatal). */
int obstacles_hand(struct obstacles *o, const struct smtp_settings *s,
	const struct smtp_source *source);

/* The session ended and a mail, before which dialogue.last was DIALOGUE_OTHER,
 * has no answer: was it broken off behind its MAIL (lost)? */
void obstacles_broken(struct obstacles *o, const struct smtp_settings *s);

/* MAIL FROM:<FROM> was answered with CODE. 5xx says that the sender is not
 * welcome, which concerns every mail: true, and it is fatal then. But 552 is
 * about the size of this mail (RFC 1870). */
bool obstacles_sender(struct obstacles *o, int code, const char *from,
	const char *answer);

/* True when the session ended as it should. */
bool obstacles_none(const struct obstacles *o);

/* Why a session ended as it should not; returns -1. WHY: what the library
 * says, for when nothing else is known. */
int obstacles_explain(const struct obstacles *o,
	const struct smtp_settings *s, const char *why, struct err *err);

#endif
