#include "registry/erasure.h"

#include <glib.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "registry/store.h"

#define PSEUDONYM 16		/* "person-1a2b3c4d" */
#define LINE_MAX_BYTES (64 * 1024)

struct each {
	const struct person *person;
	int (*fn)(void *ctx, const struct erasure_line *);
	void *ctx;
};

static int
hand_line(void *ctx, const struct store_value *c)
{
	const struct each *e = ctx;
	struct erasure_line l = { .id = c[0].number, .at = c[1].text,
		.who = c[2].text, .command = c[3].text, .action = c[4].text,
		.reseller = c[5].text, .detail = c[6].text };
	size_t begin, end;

	if (!person_find(e->person, l.detail, 0, &begin, &end) &&
	    !person_find_actor(e->person, l.who, 0, &begin, &end))
		return 0;
	return e->fn(e->ctx, &l);
}

int
erasure_lines(struct registry *r, const struct person *p,
	int (*fn)(void *ctx, const struct erasure_line *), void *ctx,
	struct err *err)
{
	struct each e = { p, fn, ctx };

	return store_query(r, "SELECT id, at, who, command, action, reseller,"
		" detail FROM history WHERE instr(lower(detail), lower(?1)) > 0"
		" OR instr(lower(who), lower(?1)) > 0 ORDER BY id",
		(struct store_value[]){ store_text(p->what) }, 1, hand_line,
		&e, err);
}

/* The lines are changed once all are read. */
struct erasing {
	struct registry *r;
	const struct person *person;
	GHashTable *names;	/* pseudonyms, by person */
	struct kept {
		int64_t id;
		char *who, *detail;
	} *list;
	size_t n;
};

static int
keep(void *ctx, const struct erasure_line *l)
{
	struct erasing *e = ctx;

	e->list = buf_grow(e->list, e->n + 1, sizeof *e->list);
	e->list[e->n++] = (struct kept){ l->id, buf_strdup(l->who),
		buf_strdup(l->detail) };
	return 0;
}

/* Of the person that stands at BEGIN of TEXT. */
static const char *
pseudonym(struct erasing *e, const char *text, size_t begin, size_t end)
{
	char *word = g_ascii_strdown(text + begin, (gssize)(end - begin));
	char *name = g_hash_table_lookup(e->names, word);

	if (name) {
		g_free(word);
		return name;
	}
	name = g_malloc(PSEUDONYM);
	snprintf(name, PSEUDONYM, "person-%08x", randombytes_random());
	g_hash_table_insert(e->names, word, name);
	return name;
}

/* SQLite counts characters. */
static int64_t
characters(const char *text, size_t n)
{
	int64_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += ((unsigned char)text[i] & 0xC0) != 0x80;
	return count;
}

/* In COLUMN of the line ID, whose text is *TEXT, and there too. */
static int
replace(struct erasing *e, int64_t id, const char *column, char **text,
	size_t begin, size_t end, struct err *err)
{
	const char *name = pseudonym(e, *text, begin, end);
	char *word = g_strndup(*text + begin, end - begin);
	struct buf sql, fresh;
	int rc;

	buf_init(&sql, 200);
	buf_init(&fresh, LINE_MAX_BYTES);
	buf_printf(&fresh, "%.*s%s%s", (int)begin, *text, name, *text + end);
	buf_printf(&sql, "UPDATE history SET %s = ?1 WHERE id = ?2", column);
	rc = store_query(e->r, "INSERT INTO erasures (history, place, word,"
		" pseudonym) VALUES (?1, ?2, ?3, ?4)", (struct store_value[]){
			store_number(id),
			store_number(characters(*text, begin) + 1),
			store_text(word), store_text(name) }, 4, NULL, NULL,
		err);
	if (rc == 0)
		rc = store_query(e->r, buf_str(&sql), (struct store_value[]){
				store_text(buf_str(&fresh)),
				store_number(id) }, 2, NULL, NULL, err);
	if (rc == 0)
		rc = store_query(e->r, "DELETE FROM erasures", NULL, 0, NULL,
			NULL, err);
	free(*text);
	*text = buf_take(&fresh);
	buf_deinit(&sql);
	g_free(word);
	return rc;
}

static int
erase_line(struct erasing *e, struct kept *k, struct err *err)
{
	size_t begin, end;

	while (person_find(e->person, k->detail, 0, &begin, &end))
		if (replace(e, k->id, "detail", &k->detail, begin, end,
		    err) != 0)
			return -1;
	while (person_find_actor(e->person, k->who, 0, &begin, &end))
		if (replace(e, k->id, "who", &k->who, begin, end, err) != 0)
			return -1;
	return 0;
}

int
erasure_apply(struct registry *r, const struct person *p,
	unsigned long *lines_r, struct err *err)
{
	struct erasing e = { .r = r, .person = p };
	int rc;

	if (sodium_init() < 0)
		return err_set(err, ERR_OS, "libsodium finds no source of "
			"random numbers");
	e.names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
		g_free);
	rc = erasure_lines(r, p, keep, &e, err);
	for (size_t i = 0; i < e.n; i++) {
		if (rc == 0)
			rc = erase_line(&e, &e.list[i], err);
		free(e.list[i].who);
		free(e.list[i].detail);
	}
	*lines_r = e.n;
	free(e.list);
	g_hash_table_destroy(e.names);
	return rc;
}
