#include "states.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"

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

static int
read_entry(struct states *s, struct span line)
{
	struct state_entry e;
	struct span state, when, key;
	size_t at = 0, i;

	state = field(line, &at);
	when = field(line, &at);
	key = field(line, &at);
	for (i = 0; i < STATE_COUNT; i++)
		if (span_eq_str(state, names[i]))
			break;
	if (i == STATE_COUNT || key.n == 0)
		return -1;
	e = (struct state_entry){ span_dup(key), (enum state)i,
		span_dup(when), span_dup(span_sub(line, at, line.n)) };
	if ((s->n & (s->n - 1)) == 0)
		s->list = buf_grow(s->list, s->n == 0 ? 1 : 2 * s->n,
			sizeof(*s->list));
	s->list[s->n++] = e;
	return 0;
}

static void
entry_deinit(struct state_entry *e)
{
	free(e->key);
	free(e->time);
	free(e->text);
}

/* To sort by key, and among equals by place: the last line counts. */
struct ordered {
	struct state_entry e;
	size_t order;
};

static int
compare(const void *a, const void *b)
{
	const struct ordered *x = a, *y = b;
	int c = strcmp(x->e.key, y->e.key);

	return c != 0 ? c : (x->order > y->order) - (x->order < y->order);
}

static void
keep_last(struct states *s)
{
	struct ordered *all = buf_alloc((s->n + 1) * sizeof(*all));
	size_t i, kept = 0;

	for (i = 0; i < s->n; i++)
		all[i] = (struct ordered){ s->list[i], i };
	qsort(all, s->n, sizeof(*all), compare);
	for (i = 0; i < s->n; i++) {
		if (i + 1 < s->n && strcmp(all[i].e.key, all[i + 1].e.key) == 0)
			entry_deinit(&all[i].e);
		else
			s->list[kept++] = all[i].e;
	}
	s->n = kept;
	free(all);
}

static int
parse_head(struct states *s, const char *file, struct span line,
	struct err *err)
{
	size_t head = sizeof(STATES_HEAD) - 1;

	if (!span_starts(line, span_str(STATES_HEAD)))
		return err_set(err, ERR_DATA, "%s:1: this is no journal of "
			"ours, or of a newer version; move it away", file);
	s->reseller = span_dup(span_sub(line, head, line.n));
	return 0;
}

int
states_parse(struct states *s, const char *file, struct span bytes,
	size_t *end_r, struct err *err)
{
	size_t at, eol, line = 1;

	*s = (struct states){ NULL, NULL, 0 };
	for (at = 0; (eol = span_find_byte(bytes, at, '\n')) != SPAN_NONE;
		at = eol + 1, line++) {
		struct span l = span_sub(bytes, at, eol);

		if (line == 1 && parse_head(s, file, l, err) < 0)
			return -1;
		if (line > 1 && read_entry(s, l) < 0)
			return err_set(err, ERR_DATA, "%s:%zu: this line of "
				"the journal can't be read; was it edited?",
				file, line);
	}
	*end_r = at;
	keep_last(s);
	return 0;
}

void
states_deinit(struct states *s)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		entry_deinit(&s->list[i]);
	free(s->list);
	free(s->reseller);
	*s = (struct states){ NULL, NULL, 0 };
}

void
states_change(struct state_entry *e, enum state state, const char *text)
{
	e->state = state;
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

