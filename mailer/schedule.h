#ifndef LS_MAILER_SCHEDULE_H
#define LS_MAILER_SCHEDULE_H

/*
 * Who is next, and when: the order of the list, a rate for all and one for
 * each domain, mails that were deferred again after a while, and domains that
 * complain of too much slowed down. Pure: time is an argument, in
 * milliseconds from any beginning.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "smtp/smtp.h"

struct schedule_settings {
	unsigned tries;		/* of one mail in a run */
	int64_t backoff;	/* before the second; then twice as long */
	int64_t gap;		/* between two mails; 0: none */
	int64_t domain_gap;	/* between two mails to one domain */
};

/* A wait gets no longer than this, however often something was tried. */
#define SCHEDULE_WAIT_MAX (3600 * INT64_C(1000))
/* Nor does the gap of a domain that complains. */
#define SCHEDULE_GAP_MAX (300 * INT64_C(1000))

struct schedule;

/* Without a mail yet; S is copied. schedule_free takes NULL; leaves NULL. */
struct schedule *schedule_new(const struct schedule_settings *s);
void schedule_free(struct schedule **s);

/* One more mail, behind those that were added before; gives its number, from
 * 0. DOMAIN must live as long as S. */
size_t schedule_add(struct schedule *s, const char *domain);

/* A mail that may go at NOW; false: none now. It is in flight then. */
bool schedule_next(struct schedule *s, int64_t now, size_t *task_r);

/* Milliseconds until one may go (0: now); -1: none waits. */
int64_t schedule_wait(struct schedule *s, int64_t now);

/* What became of a mail in flight. SMTP_NOT_TRIED puts it back to its place,
 * SMTP_DEFERRED plans its next try, unless it had all of them. TEXT: the
 * answer, which may say that the domain wants less. */
void schedule_done(struct schedule *s, size_t task,
	enum smtp_outcome outcome, const char *text, int64_t now);

#endif
