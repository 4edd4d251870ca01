#ifndef LS_MILTER_JUDGE_H
#define LS_MILTER_JUDGE_H

/*
 * The guard, with an answer in every case: what the guard can't judge (too
 * large, our own failure) is decided by the settings for it. The daemon and
 * the offline judge both ask here, and so they agree.
 */

#include "core/buf.h"
#include "core/err.h"
#include "core/facts.h"
#include "core/guard.h"
#include "core/inbound.h"
#include "core/message.h"

/* The most that any of the sender's resellers takes. */
size_t judge_max_message(const struct facts *f);

/* Takes over BYTES; the message they make stays the caller's, *m_r, and must
 * outlive the judgement. BODY_AT: where the mail server says the body begins,
 * or 0: not told. ERR is filled in when we failed ourselves, else untouched.
 * Never NULL. */
struct judgement *judge_bytes(struct buf *bytes, size_t body_at,
	const struct facts *f, struct message **m_r, struct err *err);

/* The same for who receives it. Only our own failure is an answer by settings:
 * a header that can't be parsed, or that ends elsewhere for the mail server, is
 * no reason to keep anybody's mail. */
struct judgement *judge_inbound(struct buf *bytes, size_t body_at,
	const struct inbound *in, struct message **m_r, struct err *err);

/* For a message of more than judge_max_message bytes. Never NULL. */
struct judgement *judge_oversize(const struct facts *f);

/* The same; HEADER is what of it was kept, and refused more when there were
 * more forged results than anybody sends. */
struct judgement *judge_inbound_oversize(const struct buf *header,
	const struct inbound *in, struct err *err);

#endif
