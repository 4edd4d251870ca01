#include "campaign.h"

#include <errno.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "smtp/address.h"
#include "core/limits.h"
#include "sys/log.h"

#define TRIES 3
/* So many refusals for policy (RFC 3463 x.7.x) in a row are about us, not
 * about the recipients: the rest is spared. */
#define POLICY_REFUSALS 3
#define ID_BYTES 16

/* Set by a signal. */
static volatile sig_atomic_t stop_wanted;

/* One recipient in this run. */
struct task {
	const struct recipient *to;
	enum state state;
	bool wanted;
};

struct run {
	const struct campaign *c;
	struct task *tasks;
	size_t n, next;		/* next: where to look for work */
	struct task *current;
	struct buf message;
	size_t accepted;
	unsigned policy_refusals;	/* in a row */
	struct err err;		/* kind ERR_NONE: none */
};

static void
on_signal(int signal)
{
	(void)signal;
	stop_wanted = 1;
}

void
campaign_catch_signals(void)
{
	/* SA_RESETHAND: the second one kills. Without SA_RESTART a wait ends
	 * early. */
	struct sigaction a = { .sa_handler = on_signal,
		.sa_flags = (int)SA_RESETHAND };

	sigaction(SIGINT, &a, NULL);
	sigaction(SIGTERM, &a, NULL);
}

bool
campaign_wants(const struct state_entry *e)
{
	return e == NULL || e->state == STATE_PREPARED ||
		e->state == STATE_DEFERRED;
}

unsigned
campaign_needs(const struct campaign *c)
{
	const struct recipients *r = c->recipients;
	size_t i;

	if (!address_is_ascii(c->invitations->from))
		return SMTP_NEED_UTF8;
	for (i = 0; i < r->n; i++)
		if (!address_is_ascii(r->list[i].address))
			return SMTP_NEED_UTF8;
	return 0;
}

char *
campaign_message_id(const char *campaign, const char *key, const char *domain)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[2 * ID_BYTES + 1];
	crypto_hash_sha256_state s;
	struct buf b;

	/* The NUL keeps the two apart. */
	crypto_hash_sha256_init(&s);
	crypto_hash_sha256_update(&s, (const unsigned char *)campaign,
		strlen(campaign) + 1);
	crypto_hash_sha256_update(&s, (const unsigned char *)key, strlen(key));
	crypto_hash_sha256_final(&s, hash);
	sodium_bin2hex(hex, sizeof(hex), hash, ID_BYTES);
	buf_init(&b, sizeof(hex) + LIMIT_ADDRESS + 3);
	buf_printf(&b, "<%s@%s>", hex, domain);
	return buf_take(&b);
}

static bool
failed(const struct run *r)
{
	return r->err.kind != ERR_NONE;
}

static int
write_message(struct run *r, const struct recipient *to)
{
	const struct invitations *i = r->c->invitations;
	char *id = campaign_message_id(r->c->name, to->key,
		address_domain(i->from));
	int rc;

	buf_reset(&r->message);
	rc = invitation_message(i, to, id, time(NULL), &r->message, &r->err);
	free(id);
	return rc;
}

static bool
next_mail(void *ctx, struct smtp_mail *mail_r)
{
	struct run *r = ctx;

	while (r->next < r->n && !r->tasks[r->next].wanted)
		r->next++;
	if (r->next == r->n || stop_wanted || failed(r))
		return false;
	r->current = &r->tasks[r->next];
	if (write_message(r, r->current->to) < 0)
		return false;
	r->next++;
	*mail_r = (struct smtp_mail){ .from = r->c->invitations->from,
		.to = r->current->to->address,
		.bytes = buf_span(&r->message) };
	return true;
}

static int
note(struct run *r, enum state state, const char *text)
{
	if (journal_add(r->c->journal, state, r->current->to->key, text,
		&r->err) < 0)
		return -1;
	return journal_sync(r->c->journal, &r->err);
}

static int
mail_handed(void *ctx)
{
	return note(ctx, STATE_HANDED, "");
}

static enum state
state_of(enum smtp_outcome outcome)
{
	switch (outcome) {
	case SMTP_ACCEPTED:
		return STATE_ACCEPTED;
	case SMTP_REFUSED:
		return STATE_REFUSED;
	case SMTP_DEFERRED:
		return STATE_DEFERRED;
	case SMTP_UNKNOWN:
		return STATE_UNKNOWN;
	case SMTP_NOT_TRIED:
		break;
	}
	return STATE_PREPARED;
}

static void
watch_policy(struct run *r, const struct smtp_result *result)
{
	if (result->outcome != SMTP_REFUSED ||
		strstr(result->text, " 5.7.") == NULL) {
		r->policy_refusals = 0;
		return;
	}
	if (++r->policy_refusals == POLICY_REFUSALS && !failed(r))
		err_set(&r->err, ERR_NO_PERM, "%d mails in a row were refused "
			"for policy, so the rest waits; the last answer was: "
			"%s", POLICY_REFUSALS, result->text);
}

static void
mail_done(void *ctx, const struct smtp_result *result)
{
	struct run *r = ctx;
	enum state state = state_of(result->outcome);

	if (result->outcome == SMTP_NOT_TRIED)
		return;
	r->current->state = state;
	r->current->wanted = state == STATE_DEFERRED;
	r->accepted += state == STATE_ACCEPTED;
	fprintf(r->c->out, "%-9s %s: %s\n", state_name(state),
		r->current->to->address, result->text);
	fflush(r->c->out);
	/* What can't be noted stays `handed` on disk, which means unknown. */
	(void)(note(r, state, result->text) < 0);
	watch_policy(r, result);
}

/* One walk over all that are wanted. */
static int
walk(struct run *r, struct err *err)
{
	struct smtp_source source = { r, next_mail, mail_handed, mail_done };
	int rc;

	r->next = 0;
	rc = r->c->transport->run(r->c->settings, &source, err);
	if (!failed(r))
		return rc;
	*err = r->err;
	return -1;
}

static bool
work_left(const struct run *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		if (r->tasks[i].wanted)
			return true;
	return false;
}

/* False when a signal ended it. */
static bool
wait_seconds(struct run *r, unsigned seconds)
{
	struct timespec left = { .tv_sec = (time_t)seconds };

	fprintf(r->c->out, "waiting %u seconds before those that are left "
		"are tried again\n", seconds);
	fflush(r->c->out);
	while (!stop_wanted && nanosleep(&left, &left) < 0)
		continue;
	return !stop_wanted;
}

/* A server that was there and is gone is worth a second look; a wrong port or
 * password is not. */
static bool
may_pass(const struct run *r, const struct err *err)
{
	return !failed(r) && (err->kind == ERR_TEMP ||
		(err->kind == ERR_UNAVAILABLE && r->accepted > 0));
}

static int
walk_again_and_again(struct run *r, struct err *err)
{
	unsigned seconds = r->c->backoff, try;
	int rc = 0;

	for (try = 1; work_left(r); try++, seconds *= 2) {
		rc = walk(r, err);
		if (rc < 0 && !may_pass(r, err))
			return -1;
		if (!work_left(r))
			return 0;
		if (try == TRIES || stop_wanted ||
			!wait_seconds(r, seconds))
			break;
	}
	return rc;
}

/* All of them are on disk before the first mail, so that `status` shows how
 * many there are to come. */
static int
prepare(struct run *r, struct err *err)
{
	const struct states *states = journal_states(r->c->journal);
	size_t i;

	for (i = 0; i < r->n; i++) {
		struct task *t = &r->tasks[i];
		const struct state_entry *e;

		t->to = &r->c->recipients->list[i];
		e = states_find(states, t->to->key);
		t->wanted = campaign_wants(e);
		t->state = e == NULL ? STATE_PREPARED : e->state;
		if (e == NULL && journal_add(r->c->journal, STATE_PREPARED,
			t->to->key, "", err) < 0)
			return -1;
	}
	return journal_sync(r->c->journal, err);
}

int
campaign_run(const struct campaign *c, struct campaign_sum *sum,
	struct err *err)
{
	struct run r = { .c = c, .n = c->recipients->n,
		.err = { .kind = ERR_NONE } };
	size_t i;
	int rc;

	r.tasks = buf_zalloc((r.n + 1) * sizeof(*r.tasks));
	buf_init(&r.message, 8 * LIMIT_LETTER);
	rc = prepare(&r, err);
	if (rc == 0)
		rc = walk_again_and_again(&r, err);
	*sum = (struct campaign_sum){ .stopped = stop_wanted };
	for (i = 0; i < r.n; i++)
		sum->by_state[r.tasks[i].state]++;
	buf_deinit(&r.message);
	free(r.tasks);
	return rc;
}
