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

/* True when the session ended as it should. */
bool obstacles_none(const struct obstacles *o);

/* Why a session ended as it should not; returns -1. WHY: what the library
 * says, for when nothing else is known. */
int obstacles_explain(const struct obstacles *o,
	const struct smtp_settings *s, const char *why, struct err *err);

#endif
