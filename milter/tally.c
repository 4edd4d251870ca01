#include "tally.h"

const unsigned long tally_times[TALLY_TIMES] = {
	1000, 5000, 25000, 100000, 500000, 2500000,
};

void
tally_init(struct tally *t)
{
	atomic_ulong *all = (atomic_ulong *)t;

	for (size_t i = 0; i < sizeof *t / sizeof *all; i++)
		atomic_init(&all[i], 0);
}

void
tally_nobody(struct tally *t)
{
	atomic_fetch_add(&t->messages[VERDICT_PASS][REASON_NOBODY], 1);
}

static void
add_finding(struct tally *t, const struct finding *f)
{
	if (f->kind == FINDING_LINK)
		atomic_fetch_add(&t->links[f->link.state], 1);
	else
		atomic_fetch_add(&t->kinds[f->kind], 1);
}

static unsigned long
count_deletes(const struct edits *edits)
{
	unsigned long n = 0;

	for (size_t i = 0; i < edits_count(edits); i++)
		n += edits_get(edits, i)->kind == EDIT_HEADER_DELETE;
	return n;
}

static void
add_time(struct tally *t, unsigned long us)
{
	size_t i = 0;

	while (i < TALLY_TIMES && us > tally_times[i])
		i++;
	atomic_fetch_add(&t->judged[i], 1);
	atomic_fetch_add(&t->judged_us, us);
}

void
tally_message(struct tally *t, const struct judgement *j, size_t bytes,
	unsigned long us)
{
	atomic_fetch_add(
		&t->messages[j->decision.verdict][j->wanted.reason], 1);
	if (j->pretended)
		atomic_fetch_add(&t->pretended[j->wanted.verdict], 1);
	if (j->inbound && !j->pretended)
		atomic_fetch_add(&t->forged, count_deletes(j->edits));
	atomic_fetch_add(&t->bytes, bytes);
	for (size_t i = 0; j->findings && i < j->findings->n; i++)
		add_finding(t, &j->findings->list[i]);
	add_time(t, us);
}
