#include "display.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "outbox.h"
#include "pace.h"
#include "progress.h"
#include "sys/json.h"

#define DRAW_MS 300
#define COLUMNS 80

struct display {
	enum display_form form;
	FILE *out, *err;
	const char *campaign;
	struct progress progress;
	int64_t begun, drawn;
	bool bar;		/* stands there now */
	bool waits;		/* and has said so */
};

struct display *
display_new(enum display_form form, FILE *out, FILE *err,
	const char *campaign)
{
	struct display *d = buf_zalloc(sizeof(*d));

	d->form = form;
	d->out = out;
	d->err = err;
	d->campaign = campaign;
	return d;
}

void
display_free(struct display **d)
{
	free(*d);
	*d = NULL;
}

static struct json *
event(const char *name)
{
	struct json *j = json_new();

	json_open_object(j, NULL);
	json_put_text(j, "event", name);
	return j;
}

/* What can't be written is seen at the end, by the exit status of stdout. */
static void
event_end(const struct display *d, struct json *j)
{
	struct err ignored;

	json_close(j);
	(void)(json_print(j, JSON_LINE, d->out, &ignored) < 0);
	json_free(&j);
}

static void
clear_bar(struct display *d)
{
	if (d->bar)
		fputs("\r\033[K", d->err);
	fflush(d->err);
	d->bar = false;
}

void
display_begin(struct display *d, size_t recipients, size_t wanted)
{
	struct json *j;

	d->begun = outbox_now();
	d->progress.total = wanted;
	if (d->form != DISPLAY_JSON)
		return;
	j = event("begin");
	json_put_text(j, "campaign", d->campaign);
	json_put_number(j, "recipients", (int64_t)recipients);
	json_put_number(j, "wanted", (int64_t)wanted);
	event_end(d, j);
}

static void
mail_event(struct display *d, const char *to, enum state state,
	const char *text)
{
	struct json *j = event("mail");

	json_put_text(j, "to", to);
	json_put_text(j, "state", state_name(state));
	json_put_text(j, "answer", text);
	event_end(d, j);
}

void
display_mail(struct display *d, const char *to, enum state state,
	const char *text)
{
	d->waits = false;
	d->progress.done += state != STATE_DEFERRED;
	if (d->form == DISPLAY_JSON) {
		mail_event(d, to, state, text);
		return;
	}
	if (d->form == DISPLAY_BAR && state == STATE_ACCEPTED)
		return;
	clear_bar(d);
	fprintf(d->out, "%-9s %s: %s\n", state_name(state), to, text);
}

void
display_trouble(struct display *d, const char *text, int64_t ms)
{
	char wait[PACE_TEXT];
	struct json *j;

	pace_text(ms, wait);
	if (d->form == DISPLAY_JSON) {
		j = event("trouble");
		json_put_text(j, "text", text);
		json_put_number(j, "milliseconds", ms);
		event_end(d, j);
		return;
	}
	clear_bar(d);
	fprintf(d->out, "%s; on again in %s\n", text, wait);
}

void
display_wait(struct display *d, int64_t ms)
{
	char wait[PACE_TEXT];
	struct json *j;

	if (d->waits || ms < 1000)
		return;
	d->waits = true;
	pace_text(ms, wait);
	if (d->form == DISPLAY_JSON) {
		j = event("wait");
		json_put_number(j, "milliseconds", ms);
		event_end(d, j);
		return;
	}
	clear_bar(d);
	fprintf(d->out, "the next mail leaves in %s\n", wait);
}

void
display_stop(struct display *d, size_t in_flight)
{
	struct json *j;

	if (d->form == DISPLAY_JSON) {
		j = event("stop");
		json_put_number(j, "in_flight", (int64_t)in_flight);
		event_end(d, j);
	} else if (in_flight > 0) {
		clear_bar(d);
		fprintf(d->out, "stopping after the mails that are on their "
			"way (%zu); a second Ctrl-C ends at once and leaves "
			"them unknown\n", in_flight);
	}
	fflush(d->out);
}

static size_t
columns(const struct display *d)
{
	struct winsize w;

	return ioctl(fileno(d->err), TIOCGWINSZ, &w) == 0 && w.ws_col > 0 ?
		w.ws_col : COLUMNS;
}

void
display_tick(struct display *d)
{
	int64_t now = outbox_now();
	struct buf line;

	/* Not for each line: there may be thousands a second. */
	fflush(d->out);
	if (d->form != DISPLAY_BAR || now - d->drawn < DRAW_MS)
		return;
	d->drawn = now;
	d->progress.ms = now - d->begun;
	d->progress.columns = columns(d);
	buf_init(&line, 1000);
	progress_line(&d->progress, &line);
	fprintf(d->err, "\r%s\033[K", buf_str(&line));
	fflush(d->err);
	d->bar = true;
	buf_deinit(&line);
}

void
display_end(struct display *d, const size_t by_state[STATE_COUNT],
	bool stopped)
{
	struct json *j;
	int state;

	clear_bar(d);
	if (d->form == DISPLAY_JSON) {
		j = event("end");
		json_put_text(j, "campaign", d->campaign);
		for (state = 0; state < STATE_COUNT; state++)
			json_put_number(j, state_name((enum state)state),
				(int64_t)by_state[state]);
		json_put_bool(j, "stopped", stopped);
		json_put_number(j, "milliseconds", outbox_now() - d->begun);
		event_end(d, j);
		return;
	}
	fprintf(d->out, "campaign %s:", d->campaign);
	for (state = 0; state < STATE_COUNT; state++)
		if (by_state[state] > 0)
			fprintf(d->out, " %zu %s", by_state[state],
				state_name((enum state)state));
	fputc('\n', d->out);
	fflush(d->out);
}
