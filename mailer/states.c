#include "states.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "keys.h"

static const char *const names[STATE_COUNT] = {
	"prepared", "handed", "accepted", "refused", "deferred", "unknown",
};

const char *
state_name(enum state state)
{
	return names[state];
}

/* The next tab-separated field of LINE at *at. */
static struct span
field(struct span line, size_t *at)
{
	size_t begin = *at, tab = span_find_byte(line, begin, '\t');
	size_t end = tab == SPAN_NONE ? line.n : tab;

	*at = tab == SPAN_NONE ? line.n : tab + 1;
	return span_sub(line, begin, end);
}

/* Where lines about the same address meet. */
struct reading {
	struct states *s;
	struct keys keys;
};

static struct state_entry *
entry(struct reading *rd, struct span key)
{
	struct states *s = rd->s;
	char *copy = buf_dup(key);
	size_t at = keys_find(&rd->keys, copy);

	if (at != KEYS_NONE) {
		free(copy);
		return &s->list[at];
	}
	if ((s->n & (s->n - 1)) == 0)
		s->list = buf_grow(s->list, s->n == 0 ? 1 : 2 * s->n,
			sizeof(*s->list));
	keys_add(&rd->keys, copy, s->n);
	s->list[s->n] = (struct state_entry){ .key = copy,
		.text = buf_strdup("") };
	return &s->list[s->n++];
}

static int
find_state(struct span name)
{
	int i;

	for (i = 0; i < STATE_COUNT; i++)
		if (span_eq_str(name, names[i]))
			return i;
	return -1;
}

static int
read_line(struct reading *rd, struct span line)
{
	struct span word, when, key;
	struct state_entry *e;
	size_t at = 0;
	int state;

	word = field(line, &at);
	when = field(line, &at);
	key = field(line, &at);
	state = find_state(word);
	if (span_eq_str(word, STATES_RUN)) {
		free(rd->s->boot);
		rd->s->boot = buf_dup(key);
		return 0;
	}
	if ((state < 0 && !span_eq_str(word, STATES_CLAIMED)) || key.n == 0)
		return -1;
	e = entry(rd, key);
	if (state < 0) {
		e->claimed = true;
		return 0;
	}
	e->claimed = false;
	e->state = (enum state)state;
	when.n = when.n < STATES_TIME ? when.n : STATES_TIME;
	memcpy(e->time, when.p, when.n);
	e->time[when.n] = '\0';
	free(e->text);
	e->text = buf_dup(span_sub(line, at, line.n));
	return 0;
}

static void
entry_deinit(struct state_entry *e)
{
	free(e->key);
	free(e->text);
}

static int
compare(const void *a, const void *b)
{
	const struct state_entry *x = a, *y = b;

	return strcmp(x->key, y->key);
}

static int
parse_head(struct states *s, const char *file, struct span line,
	struct err *err)
{
	size_t head = sizeof(STATES_HEAD) - 1;

	if (!span_starts(line, span_str(STATES_HEAD)))
		return err_set(err, ERR_DATA, "%s:1: this is no journal of "
			"ours, or of a newer version; move it away", file);
	s->reseller = buf_dup(span_sub(line, head, line.n));
	return 0;
}

static int
parse_lines(struct reading *rd, const char *file, struct span bytes,
	size_t *end_r, struct err *err)
{
	size_t at, eol, line = 1;

	for (at = 0; (eol = span_find_byte(bytes, at, '\n')) != SPAN_NONE;
		at = eol + 1, line++) {
		struct span l = span_sub(bytes, at, eol);

		if (line == 1 && parse_head(rd->s, file, l, err) < 0)
			return -1;
		if (line > 1 && read_line(rd, l) < 0)
			return err_set(err, ERR_DATA, "%s:%zu: this line of "
				"the journal can't be read; was it edited?",
				file, line);
	}
	*end_r = at;
	return 0;
}

int
states_parse(struct states *s, const char *file, struct span bytes,
	size_t *end_r, struct err *err)
{
	struct reading rd = { .s = s };
	size_t end = span_find_byte(bytes, 0, '\0');
	int rc;

	*s = (struct states){ .n = 0 };
	bytes.n = end == SPAN_NONE ? bytes.n : end;
	rc = parse_lines(&rd, file, bytes, end_r, err);
	keys_deinit(&rd.keys);
	if (s->n > 0)
		qsort(s->list, s->n, sizeof(*s->list), compare);
	return rc;
}

void
states_deinit(struct states *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		entry_deinit(&s->list[i]);
	free(s->list);
	free(s->reseller);
	free(s->boot);
	*s = (struct states){ .n = 0 };
}

void
states_change(struct state_entry *e, enum state state, const char *text)
{
	e->state = state;
	e->claimed = false;
	free(e->text);
	e->text = buf_strdup(text);
}

static int
compare_key(const void *key, const void *entry)
{
	return strcmp(key, ((const struct state_entry *)entry)->key);
}

const struct state_entry *
states_find(const struct states *s, const char *key)
{
	return s->n == 0 ? NULL :
		bsearch(key, s->list, s->n, sizeof(*s->list), compare_key);
}

bool
states_want(const struct state_entry *e, bool unknown)
{
	return e == NULL || e->state == STATE_PREPARED ||
		e->state == STATE_DEFERRED ||
		(unknown && e->state == STATE_UNKNOWN);
}
