#include "metrics.h"

#include "core/link.h"
#include "sys/file.h"
#include "sys/log.h"

#define PREFIX "linkseal_"

static const char *const kinds[TALLY_KINDS] = {
	[FINDING_PLACEHOLDER] = "placeholder",
	[FINDING_MISSING] = "missing",
	[FINDING_LOCKED] = "locked-text",
	[FINDING_LONG_LINE] = "long-line",
	[FINDING_UNEDITABLE] = "uneditable",
};

static const char *const ends[TALLY_ENDS] = {
	[TALLY_ABORTED] = "aborted",
	[TALLY_LOST] = "connection-lost",
	[TALLY_STOPPING] = "stopping",
};

static void
head(struct buf *out, const char *name, const char *type, const char *help)
{
	buf_printf(out, "# HELP " PREFIX "%s %s\n# TYPE " PREFIX "%s %s\n",
		name, help, name, type);
}

static void
one(struct buf *out, const char *name, const char *type, const char *help,
	unsigned long value)
{
	head(out, name, type, help);
	buf_printf(out, PREFIX "%s %lu\n", name, value);
}

/* Of the seventy-five pairs most can't be: only those that were. */
static void
print_messages(const struct tally *t, struct buf *out)
{
	head(out, "messages_total", "counter", "Messages decided on.");
	for (unsigned v = 0; v < TALLY_VERDICTS; v++)
		for (unsigned r = 0; r < TALLY_REASONS; r++) {
			unsigned long n = atomic_load(&t->messages[v][r]);

			if (n == 0)
				continue;
			buf_printf(out, PREFIX "messages_total{verdict=\"%s\","
				"reason=\"%s\"} %lu\n",
				policy_verdict_text((enum verdict)v),
				policy_reason_text((enum reason)r), n);
		}
	head(out, "pretended_total", "counter",
		"Messages that mode = pretend let pass, by what would have "
		"been.");
	for (unsigned v = VERDICT_EDIT; v < TALLY_VERDICTS; v++)
		buf_printf(out, PREFIX "pretended_total{verdict=\"%s\"} %lu\n",
			policy_verdict_text((enum verdict)v),
			atomic_load(&t->pretended[v]));
	head(out, "unfinished_total", "counter",
		"Messages that ended before they were decided on.");
	for (unsigned i = 0; i < TALLY_ENDS; i++)
		buf_printf(out, PREFIX "unfinished_total{how=\"%s\"} %lu\n",
			ends[i], atomic_load(&t->unfinished[i]));
	one(out, "not_applied_total", "counter",
		"Messages put off because the mail server took no edit.",
		atomic_load(&t->not_applied));
	one(out, "forged_results_total", "counter",
		"Results from outside that were removed from mail coming in.",
		atomic_load(&t->forged));
	one(out, "message_bytes_total", "counter",
		"Bytes of the messages decided on.",
		atomic_load(&t->bytes));
}

static void
print_findings(const struct tally *t, struct buf *out)
{
	head(out, "findings_total", "counter", "What was found in messages.");
	for (unsigned i = LINK_INTACT; i < TALLY_LINKS; i++)
		buf_printf(out, PREFIX "findings_total{kind=\"%s\"} %lu\n",
			link_state_text((enum link_state)i),
			atomic_load(&t->links[i]));
	for (unsigned i = FINDING_LINK + 1; i < TALLY_KINDS; i++)
		buf_printf(out, PREFIX "findings_total{kind=\"%s\"} %lu\n",
			kinds[i], atomic_load(&t->kinds[i]));
}

static void
print_times(const struct tally *t, struct buf *out)
{
	unsigned long n = 0;

	head(out, "judging_seconds", "histogram",
		"Time from a message's last byte to its verdict.");
	for (size_t i = 0; i < TALLY_TIMES; i++) {
		n += atomic_load(&t->judged[i]);
		buf_printf(out, PREFIX "judging_seconds_bucket{le=\"%g\"} "
			"%lu\n", (double)tally_times[i] / 1e6, n);
	}
	n += atomic_load(&t->judged[TALLY_TIMES]);
	buf_printf(out, PREFIX "judging_seconds_bucket{le=\"+Inf\"} %lu\n"
		PREFIX "judging_seconds_sum %.6f\n"
		PREFIX "judging_seconds_count %lu\n", n,
		(double)atomic_load(&t->judged_us) / 1e6, n);
}

static void
print_invited(const struct tally *t, struct buf *out)
{
	one(out, "invited_recorded_total", "counter",
		"Customers told to the registry as invited.",
		atomic_load(&t->invited_recorded));
	one(out, "invited_dropped_total", "counter",
		"Customers not told, because too many waited.",
		atomic_load(&t->invited_dropped));
	one(out, "invited_waiting", "gauge",
		"Customers that wait to be told to the registry.",
		atomic_load(&t->invited_waiting));
}

static void
print_state(const struct tally *t, const struct flight *f,
	const struct world_state *w, struct buf *out)
{
	one(out, "messages_under_way", "gauge",
		"Messages that are not decided on yet.",
		atomic_load(&f->n));
	one(out, "connections_total", "counter",
		"Connections from mail servers.",
		atomic_load(&t->connections));
	one(out, "connections_open", "gauge",
		"Connections from mail servers that are open.",
		atomic_load(&t->connections_open));
	head(out, "reloads_total", "counter", "Reloads by signal.");
	buf_printf(out, PREFIX "reloads_total{result=\"success\"} %lu\n"
		PREFIX "reloads_total{result=\"failure\"} %lu\n",
		atomic_load(&t->reloads), atomic_load(&t->reloads_failed));
	one(out, "snapshots_total", "counter",
		"Times the registry was read anew because it had changed.",
		atomic_load(&t->snapshots));
	one(out, "registry_up", "gauge",
		"1 while the registry can be read.", !w->away);
	one(out, "snapshot_resellers", "gauge",
		"Resellers in the snapshot of the registry.", w->resellers);
	one(out, "snapshot_timestamp_seconds", "gauge",
		"When the snapshot was taken, in seconds since 1970.",
		(unsigned long)w->taken);
}

void
metrics_print(const struct tally *t, const struct flight *f,
	const struct world_state *w, struct buf *out)
{
	print_messages(t, out);
	print_findings(t, out);
	print_times(t, out);
	print_invited(t, out);
	print_state(t, f, w, out);
}

void
metrics_write(struct metrics *m, const char *path, struct span text)
{
	struct err err;

	if (path == NULL)
		return;
	if (file_write(path, text, 0644, &err) == 0) {
		if (m->failing)
			log_info("metrics are written again");
		m->failing = false;
		return;
	}
	if (!m->failing)
		log_warnx("metrics: %s", err.text);
	m->failing = true;
}
