#ifndef LS_CORE_INBOUND_LOOK_H
#define LS_CORE_INBOUND_LOOK_H

/*
 * What a message that came in carries: every link with what it is to the
 * receiver, and the worst of them, which is what is told.
 */

#include "core/err.h"
#include "core/facts.h"
#include "core/findings.h"
#include "core/inbound_link.h"
#include "core/message.h"

/* NOBODY: facts as inbound_link_read wants them. The findings' links are told
 * in the receiver's words: intact for genuine and approved ones, altered for
 * damaged, foreign for unknown ones. *worst_r is INBOUND_NONE when there is no
 * invitation in M, and has no `issued`. The caller frees the findings.
 * -1: our own failure. */
int inbound_look(const struct message *m, const struct facts *nobody,
	const struct inbound_partners *partners, struct findings **findings_r,
	struct inbound_link *worst_r, struct err *err) ERR_CHECKED;

#endif
