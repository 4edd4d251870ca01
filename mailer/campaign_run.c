#include "campaign.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lanes.h"
#include "outbox.h"
#include "smtp/address.h"

/* Mails written ahead of the connections: one sync of the journal is for all
 * of them, and they are what a power failure leaves in doubt. */
#define AHEAD_MAX 256
/* Milliseconds: the planner looks up at least so often, and what is ahead
 * should leave within. */
#define TICK 100
#define AHEAD_MS 500
/* A server that had taken mail since the last trouble gets so long at most. */
#define RECONNECT_MS 1000
/* Mails accepted until there is one more connection after trouble. */
#define CALM 50

/* One recipient in this run. */
struct task {
	const struct recipient *to;
	enum state state;
	bool wanted;
	bool claimed;
};

struct run {
	const struct campaign *c;
	struct invitations invitations;	/* the campaign's, with a memory */
	struct task *tasks;
	size_t n;
	size_t *numbers;	/* from the schedule's to the task's */
	struct schedule *schedule;
	struct outbox *outbox;
	struct lanes *lanes;
	size_t in_flight;	/* given to the outbox */
	size_t ahead;		/* how many to have ready */
	int64_t filled;		/* when it was last done */
	unsigned connections;	/* that may work */
	unsigned troubles;	/* in a row */
	int64_t pause;		/* until then they wait because of one */
	bool met;		/* the server took a mail, or began to */
	size_t accepted;	/* by this run */
	size_t calm;		/* and since the last trouble */
	size_t by_state[STATE_COUNT];
	struct err err;		/* kind ERR_NONE: none */
};

static bool
failed(const struct run *r)
{
	return r->err.kind != ERR_NONE;
}

static int
write_mail(struct run *r, size_t number, struct outbox_mail *mail)
{
	const struct invitations *i = &r->invitations;
	const struct recipient *to = r->tasks[r->numbers[number]].to;
	char *id = campaign_message_id(r->c->name, to->key,
		address_domain(i->from));
	int rc;

	mail->task = number;
	mail->key = to->key;
	mail->to = to->address;
	mail->next = NULL;
	envelope_id(id, mail->envid);
	mail->from = envelope_sender(&r->c->envelope, to->address,
		mail->envid);
	rc = invitation_message(i, to, id, time(NULL), &mail->bytes, &r->err);
	free(id);
	return rc;
}

/* The journal has the claims on disk before a connection sees a mail. */
static int
claim(struct run *r, const char *const *keys, size_t n,
	struct outbox_mail *mails)
{
	struct outbox_mail *m;

	if (journal_claim(r->c->journal, keys, n, &r->err) < 0 ||
		journal_sync(r->c->journal, &r->err) < 0)
		return -1;
	for (m = mails; m != NULL; m = m->next)
		r->tasks[r->numbers[m->task]].claimed = true;
	r->in_flight += n;
	outbox_put(r->outbox, mails);
	return 0;
}

/* Writes as many as are to be ready. */
static int
fill(struct run *r)
{
	size_t ready = outbox_ready(r->outbox), n = 0, number;
	const char *keys[AHEAD_MAX];
	struct outbox_mail *mails = NULL, **last = &mails, *m;

	while (ready + n < r->ahead &&
		schedule_next(r->schedule, outbox_now(), &number)) {
		m = *last = outbox_blank(r->outbox);
		last = &m->next;
		if (write_mail(r, number, m) < 0)
			break;
		keys[n++] = m->key;
	}
	if (n > 0 && !failed(r) && claim(r, keys, n, mails) == 0)
		return 0;
	for (; mails != NULL; mails = m) {
		m = mails->next;
		outbox_recycle(r->outbox, mails);
	}
	return failed(r) ? -1 : 0;
}

/* Twice as many when they were gone in no time, half of them when they stayed
 * too long. */
static void
adapt(struct run *r)
{
	int64_t now = outbox_now();

	if (now - r->filled < AHEAD_MS / 4)
		r->ahead *= 2;
	else if (now - r->filled > AHEAD_MS)
		r->ahead /= 2;
	if (r->ahead > AHEAD_MAX)
		r->ahead = AHEAD_MAX;
	if (r->ahead < 2 * r->connections)
		r->ahead = 2 * r->connections;
	r->filled = now;
}

/* After a while without trouble there may be one more connection again. */
static void
note_accepted(struct run *r)
{
	r->accepted++;
	r->met = true;
	r->troubles = 0;
	if (++r->calm < CALM || r->connections >= r->c->connections)
		return;
	r->calm = 0;
	outbox_resume(r->outbox, ++r->connections, 0);
}

static void
take_result(struct run *r, const struct outbox_mail *m)
{
	static const enum state states[] = {
		[SMTP_ACCEPTED] = STATE_ACCEPTED,
		[SMTP_REFUSED] = STATE_REFUSED,
		[SMTP_DEFERRED] = STATE_DEFERRED,
		[SMTP_UNKNOWN] = STATE_UNKNOWN,
	};
	struct task *t = &r->tasks[r->numbers[m->task]];

	r->in_flight--;
	schedule_done(r->schedule, m->task, m->result.outcome, m->result.text,
		outbox_now());
	if (m->result.outcome == SMTP_NOT_TRIED)
		return;
	r->by_state[t->state]--;
	t->state = states[m->result.outcome];
	r->by_state[t->state]++;
	t->claimed = false;
	if (t->state == STATE_ACCEPTED)
		note_accepted(r);
	display_mail(r->c->display, m->to, t->state, m->result.text);
}

static void
take_results(struct run *r, struct outbox_mail *list)
{
	struct outbox_mail *next;

	for (; list != NULL; list = next) {
		next = list->next;
		take_result(r, list);
		outbox_recycle(r->outbox, list);
	}
}

/* A server that was there and is gone is worth a second look; a wrong port or
 * password is not. */
static bool
may_pass(const struct run *r, const struct err *err)
{
	return r->troubles < r->c->pace.tries && (err->kind == ERR_TEMP ||
		(err->kind == ERR_UNAVAILABLE && r->met));
}

static int64_t
pause_for(const struct run *r)
{
	int64_t wait = r->c->pace.backoff;
	unsigned i;

	if (r->troubles == 1 && r->accepted > 0 && wait > RECONNECT_MS)
		wait = RECONNECT_MS;
	for (i = 1; i < r->troubles && wait < SCHEDULE_WAIT_MAX; i++)
		wait *= 2;
	return wait;
}

static bool
is_work_left(const struct run *r)
{
	return r->in_flight > 0 || schedule_wait(r->schedule,
		outbox_now()) >= 0;
}

/* Back with half as many connections, after a while. What the others meet
 * until then is the same trouble. */
static void
take_trouble(struct run *r)
{
	int64_t now = outbox_now();
	struct err err;
	bool fresh = now >= r->pause;

	if (!outbox_trouble(r->outbox, &err) || !is_work_left(r))
		return;
	if (fresh) {
		r->troubles++;
		r->calm = 0;
		r->connections = r->connections > 1 ? r->connections / 2 : 1;
		r->pause = now + pause_for(r);
	}
	r->met |= err.kind == ERR_TEMP;
	if (!may_pass(r, &err)) {
		if (!failed(r))
			r->err = err;
		return;
	}
	if (fresh)
		display_trouble(r->c->display, err.text, r->pause - now);
	outbox_resume(r->outbox, r->connections, r->pause);
}

/* Milliseconds to look up again; -1: all is done. */
static int64_t
rest(struct run *r)
{
	int64_t wait = schedule_wait(r->schedule, outbox_now());

	if (r->in_flight == 0 && wait > TICK)
		display_wait(r->c->display, wait);
	if (r->in_flight > 0 && (wait < 0 ||
		outbox_ready(r->outbox) > r->ahead / 2))
		return TICK;
	return wait < TICK ? wait : TICK;
}

static int
look_after(struct run *r, int64_t wait)
{
	take_results(r, outbox_collect(r->outbox, r->ahead / 2 + 1, wait));
	take_trouble(r);
	/* The first one went well: the others may come. */
	if (r->accepted > 0 && lanes_grow(r->lanes, r->connections,
		&r->err) < 0)
		return -1;
	display_tick(r->c->display);
	if (failed(r) || outbox_ready(r->outbox) > r->ahead / 2)
		return failed(r) ? -1 : 0;
	adapt(r);
	return fill(r);
}

static int
carry_on(struct run *r)
{
	int64_t wait;

	while (!campaign_stopped() && (wait = rest(r)) >= 0)
		if (look_after(r, wait) < 0)
			return -1;
	return 0;
}

/* What nobody took goes back; what is in flight ends. */
static void
wind_up(struct run *r)
{
	struct outbox_mail *left = outbox_close(r->outbox), *m;

	for (m = left; m != NULL; m = m->next)
		m->result.outcome = SMTP_NOT_TRIED;
	take_results(r, left);
	if (campaign_stopped())
		display_stop(r->c->display, r->in_flight);
	lanes_join(&r->lanes);
	take_results(r, outbox_collect(r->outbox, 0, 0));
}

/* Claims that came to nothing, so that they mean nothing to the next run. */
static int
release(struct run *r, struct err *err)
{
	const struct state_entry *e;
	size_t i;

	for (i = 0; i < r->n; i++) {
		struct task *t = &r->tasks[i];

		if (!t->claimed)
			continue;
		e = states_find(journal_states(r->c->journal), t->to->key);
		if (journal_add(r->c->journal, t->state, t->to->key,
			e == NULL || e->state != t->state ? "" : e->text,
			err) < 0)
			return -1;
	}
	return journal_sync(r->c->journal, err);
}

/* All of them are on disk before the first mail, so that `status` shows how
 * many there are to come. */
static int
prepare(struct run *r, struct err *err)
{
	const struct states *states = journal_states(r->c->journal);
	const char **fresh = buf_alloc((r->n + 1) * sizeof(*fresh));
	size_t i, n = 0, wanted = 0;
	int rc;

	for (i = 0; i < r->n; i++) {
		struct task *t = &r->tasks[i];
		const struct state_entry *e;

		t->to = &r->c->recipients->list[i];
		e = states_find(states, t->to->key);
		t->wanted = states_want(e, r->c->retry_unknown);
		t->state = e == NULL ? STATE_PREPARED : e->state;
		r->by_state[t->state]++;
		if (e == NULL)
			fresh[n++] = t->to->key;
		t->wanted &= r->c->limit == 0 || wanted < r->c->limit;
		if (!t->wanted)
			continue;
		wanted++;
		r->numbers[schedule_add(r->schedule,
			address_domain(t->to->address))] = i;
	}
	display_begin(r->c->display, r->n, wanted);
	rc = journal_prepare(r->c->journal, fresh, n, err);
	free(fresh);
	return rc == 0 ? journal_sync(r->c->journal, err) : rc;
}

static int
send_all(struct run *r, struct err *err)
{
	int rc;

	if (prepare(r, err) < 0 || lanes_start(r->outbox, r->c->journal,
		r->c->transport, r->c->settings, &r->lanes, err) < 0)
		return -1;
	outbox_resume(r->outbox, r->connections, 0);
	rc = carry_on(r);
	wind_up(r);
	if (rc < 0)
		*err = r->err;
	return release(r, rc < 0 ? &r->err : err) < 0 ? -1 : rc;
}

int
campaign_run(const struct campaign *c, struct campaign_sum *sum,
	struct err *err)
{
	struct run r = { .c = c, .invitations = *c->invitations,
		.n = c->recipients->n,
		.connections = c->connections,
		.ahead = c->connections, .err = { .kind = ERR_NONE } };
	int rc;

	r.tasks = buf_zalloc((r.n + 1) * sizeof(*r.tasks));
	r.numbers = buf_alloc((r.n + 1) * sizeof(*r.numbers));
	r.invitations.memory = letter_memory_new();
	r.schedule = schedule_new(&c->pace);
	r.outbox = outbox_new();
	rc = send_all(&r, err);
	*sum = (struct campaign_sum){ .stopped = campaign_stopped() };
	memcpy(sum->by_state, r.by_state, sizeof(sum->by_state));
	outbox_free(&r.outbox);
	schedule_free(&r.schedule);
	letter_memory_free(&r.invitations.memory);
	free(r.numbers);
	free(r.tasks);
	return rc;
}
