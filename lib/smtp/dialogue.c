#include "smtp/dialogue.h"

#include <string.h>

void
dialogue_printable(char *out, size_t size, struct span text)
{
	size_t i;

	text = span_trim(text);
	for (i = 0; i < text.n && i + 1 < size; i++) {
		unsigned char c = text.p[i];

		if (c == '\r' || c == '\n' || c == '\t')
			c = ' ';
		out[i] = c >= ' ' && c < 0x7f ? (char)c : '?';
	}
	out[i] = '\0';
}

void
dialogue_wrote(struct dialogue *d, struct span bytes)
{
	static const struct {
		const char *verb;
		enum dialogue_command command;
	} table[] = {
		{ "STARTTLS\r\n", DIALOGUE_STARTTLS },
		{ "AUTH ", DIALOGUE_AUTH },
		{ "MAIL ", DIALOGUE_MAIL },
		{ "RCPT ", DIALOGUE_RCPT },
		{ "DATA\r\n", DIALOGUE_DATA },
	};
	size_t i;

	/* A new connection, or the same after STARTTLS: nothing holds that was
	 * said before. */
	if (span_istarts(bytes, span_str("EHLO ")) ||
		span_istarts(bytes, span_str("HELO "))) {
		d->authenticated = d->utf8 = d->ended = false;
		d->last = DIALOGUE_OTHER;
	}
	d->ended |= span_istarts(bytes, span_str("QUIT\r\n"));
	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (span_istarts(bytes, span_str(table[i].verb)))
			d->last = table[i].command;
	/* Both commands are sent alone: their answers decide what follows. */
	if (span_istarts(bytes, span_str("STARTTLS\r\n")) ||
		span_istarts(bytes, span_str("AUTH ")))
		d->waiting = d->last;
}

void
dialogue_expect(struct dialogue *d)
{
	d->code = 0;
	d->answer[0] = '\0';
}

static int
reply_code(const struct dialogue *d)
{
	if (d->n < 3 || !span_is_digit((unsigned char)d->line[0]) ||
		!span_is_digit((unsigned char)d->line[1]) ||
		!span_is_digit((unsigned char)d->line[2]))
		return 0;
	return (d->line[0] - '0') * 100 + (d->line[1] - '0') * 10 +
		(d->line[2] - '0');
}

/* A line is whole. True when it was the last of the awaited answer. */
static bool
line_end(struct dialogue *d)
{
	struct span line = { (const unsigned char *)d->line, d->n };
	int code = reply_code(d);
	bool last = d->n < 4 || d->line[3] != '-';
	bool awaited = d->waiting != DIALOGUE_OTHER && last;

	if (code >= 400)
		dialogue_printable(d->complaint, sizeof(d->complaint), line);
	if (code == 250 && line.n > 4)
		d->utf8 |= span_ieq_str(span_trim(span_sub(line, 4, line.n)),
			"SMTPUTF8");
	if (last && !d->ended) {
		d->code = code;
		dialogue_printable(d->answer, sizeof(d->answer), line);
	}
	if (awaited && d->waiting == DIALOGUE_AUTH && code != 334) {
		d->authenticated = code == 235;
		d->login_refused = code != 235;
		d->waiting = DIALOGUE_OTHER;
	}
	d->n = 0;
	return awaited;
}

void
dialogue_read(struct dialogue *d, struct span bytes)
{
	size_t i;

	for (i = 0; i < bytes.n; i++) {
		if (bytes.p[i] != '\n') {
			if (d->n < DIALOGUE_REPLY_MAX)
				d->line[d->n++] = (char)bytes.p[i];
			continue;
		}
		if (line_end(d) && d->waiting == DIALOGUE_STARTTLS) {
			d->waiting = DIALOGUE_OTHER;
			if (i + 1 < bytes.n)
				d->injected = true;
		}
	}
}
