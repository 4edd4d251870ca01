#include "core/key_record.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"

#define VERSION "LINKSEAL1"
#define VARIANT sodium_base64_VARIANT_ORIGINAL

static const char *const states[] = {
	[TOKEN_KEY_ACTIVE] = "active",
	[TOKEN_KEY_VERIFY] = "verify",
	[TOKEN_KEY_REVOKED] = "revoked",
};

const char *
key_record_state(enum token_key_state state)
{
	return states[state];
}

void
key_record_add(const struct token_key *key, const char *host, struct buf *out)
{
	char public[sodium_base64_ENCODED_LEN(TOKEN_PUBLIC, VARIANT)];

	sodium_bin2base64(public, sizeof public, key->public, TOKEN_PUBLIC,
		VARIANT);
	buf_printf(out, "v=" VERSION "; k=ed25519; kid=%08x; s=%s; ", key->id,
		states[key->state]);
	if (host)
		buf_printf(out, "h=%s; ", host);
	buf_printf(out, "p=%s", public);
}

void
key_record_name(uint32_t id, const char *host, struct buf *out)
{
	buf_printf(out, "%08x._linkseal.%s", id, host);
}

enum { TAG_V, TAG_K, TAG_KID, TAG_S, TAG_H, TAG_P, TAGS };

static const char *const tag_names[TAGS] = {
	[TAG_V] = "v", [TAG_K] = "k", [TAG_KID] = "kid", [TAG_S] = "s",
	[TAG_H] = "h", [TAG_P] = "p",
};

struct reading {
	const unsigned char *begin;	/* columns count from here */
	const char *name;		/* of the file; NULL: none */
	size_t line;
	struct span tags[TAGS];
	bool has[TAGS];
	struct key_record *k;
};

static int
bad(const struct reading *rd, const unsigned char *at, struct err *err,
	const char *what)
{
	size_t column = (size_t)(at - rd->begin) + 1;

	if (rd->name == NULL)
		return err_set(err, ERR_DATA, "column %zu: %s", column, what);
	return err_set(err, ERR_DATA, "%s:%zu:%zu: %s", rd->name, rd->line,
		column, what);
}

static int
find_tag(struct span name)
{
	int i;

	for (i = 0; i < TAGS; i++)
		if (span_eq_str(name, tag_names[i]))
			return i;
	return -1;
}

/* One "name=value". */
static int
read_tag(struct reading *rd, struct span s, struct err *err)
{
	size_t equals = span_find_byte(s, 0, '=');
	int tag;

	if (equals == SPAN_NONE)
		return bad(rd, s.p, err, "a tag is written name=value");
	tag = find_tag(span_trim(span_sub(s, 0, equals)));
	if (!rd->has[TAG_V] && tag != TAG_V)
		return bad(rd, s.p, err, "a public key of Linkseal begins "
			"with v=" VERSION);
	if (tag < 0)
		return 0;
	if (rd->has[tag])
		return bad(rd, s.p, err, "this tag stands there twice");
	rd->has[tag] = true;
	rd->tags[tag] = span_trim(span_sub(s, equals + 1, s.n));
	if (tag == TAG_V && !span_eq_str(rd->tags[TAG_V], VERSION))
		return bad(rd, s.p, err, "only v=" VERSION " is known; a newer "
			"Linkseal may know this one");
	return 0;
}

static int
read_tags(struct reading *rd, struct span s, struct err *err)
{
	size_t begin = 0, end;
	struct span tag;

	for (; begin < s.n; begin = end + 1) {
		end = span_find_byte(s, begin, ';');
		if (end == SPAN_NONE)
			end = s.n;
		tag = span_trim(span_sub(s, begin, end));
		if ((tag.n > 0 || end < s.n) && read_tag(rd, tag, err) != 0)
			return -1;
	}
	return 0;
}

static int
read_id(struct reading *rd, struct err *err)
{
	struct span s = rd->tags[TAG_KID];
	uint32_t id = 0;
	size_t i;

	for (i = 0; i < s.n && (span_is_digit(s.p[i]) ||
	    (s.p[i] >= 'a' && s.p[i] <= 'f')); i++)
		id = id << 4 | (uint32_t)span_hex_value(s.p[i]);
	if (s.n != 8 || i != 8)
		return bad(rd, s.p, err, "kid= wants 8 digits of 0-9 and a-f");
	rd->k->key.id = id;
	return 0;
}

static int
read_state(struct reading *rd, struct err *err)
{
	size_t i;

	rd->k->key.state = TOKEN_KEY_VERIFY;
	if (!rd->has[TAG_S])
		return 0;
	for (i = 0; i < sizeof states / sizeof states[0]; i++)
		if (span_eq_str(rd->tags[TAG_S], states[i])) {
			rd->k->key.state = (enum token_key_state)i;
			return 0;
		}
	return bad(rd, rd->tags[TAG_S].p, err,
		"s= is active, verify or revoked");
}

static bool
is_host(struct span s)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!span_is_digit(s.p[i]) && s.p[i] != '-' && s.p[i] != '.' &&
		    !(s.p[i] >= 'a' && s.p[i] <= 'z'))
			return false;
	return s.n > 0 && s.n <= KEY_RECORD_HOST && s.p[0] != '.';
}

static int
read_host(struct reading *rd, struct err *err)
{
	struct span s = rd->tags[TAG_H];

	rd->k->host[0] = '\0';
	if (!rd->has[TAG_H])
		return 0;
	if (!is_host(s))
		return bad(rd, s.p, err, "h= wants a host in small letters");
	memcpy(rd->k->host, s.p, s.n);
	rd->k->host[s.n] = '\0';
	return 0;
}

/* In its one spelling: libsodium refuses bits and blanks that are left. */
static int
read_public(struct reading *rd, struct err *err)
{
	struct span s = rd->tags[TAG_P];
	const char *end;
	size_t n = 0;

	if (s.n == 0 || sodium_base642bin(rd->k->key.public, TOKEN_PUBLIC,
	    (const char *)s.p, s.n, NULL, &n, &end, VARIANT) != 0 ||
	    n != TOKEN_PUBLIC || end != (const char *)s.p + s.n)
		return bad(rd, s.p, err, "p= wants the 32 bytes of a public "
			"key in base64");
	return 0;
}

static int
read_record(struct reading *rd, struct span text, struct err *err)
{
	if (text.n > LIMIT_KEY_RECORD)
		return bad(rd, text.p + LIMIT_KEY_RECORD, err,
			"no public key is so long");
	if (read_tags(rd, text, err) != 0)
		return -1;
	if (!rd->has[TAG_V] || !rd->has[TAG_K] || !rd->has[TAG_KID] ||
	    !rd->has[TAG_P])
		return bad(rd, text.p, err, "a public key has the tags v, k, "
			"kid and p");
	if (!span_eq_str(rd->tags[TAG_K], "ed25519"))
		return bad(rd, rd->tags[TAG_K].p, err,
			"only k=ed25519 is known");
	if (read_id(rd, err) != 0 || read_state(rd, err) != 0 ||
	    read_host(rd, err) != 0)
		return -1;
	return read_public(rd, err);
}

int
key_record_read(struct span text, struct key_record *k_r, struct err *err)
{
	struct reading rd = { .begin = text.p, .k = k_r };

	return read_record(&rd, text, err);
}

static int
add_line(struct reading *rd, struct span line, size_t *cap,
	struct key_records *k, struct err *err)
{
	struct span text = span_trim(line);

	if (text.n == 0 || text.p[0] == '#')
		return 0;
	if (k->n == LIMIT_KEY_RECORDS)
		return err_set(err, ERR_LIMIT, "%s:%zu:1: more than %d keys "
			"in one file", rd->name, rd->line, LIMIT_KEY_RECORDS);
	if (k->n == *cap) {
		*cap = *cap ? 2 * *cap : 8;
		k->list = buf_grow(k->list, *cap, sizeof *k->list);
	}
	rd->begin = line.p;
	rd->k = &k->list[k->n];
	if (read_record(rd, line, err) != 0)
		return -1;
	k->n++;
	return 0;
}

int
key_records_read(struct span file, const char *name, struct key_records *k_r,
	struct err *err)
{
	struct reading rd = { .name = name };
	size_t begin, end, cap = 0;

	*k_r = (struct key_records){ .n = 0 };
	for (begin = 0; begin < file.n; begin = end + 1) {
		end = span_find_byte(file, begin, '\n');
		if (end == SPAN_NONE)
			end = file.n;
		rd = (struct reading){ .name = name, .line = rd.line + 1 };
		if (add_line(&rd, span_sub(file, begin, end), &cap, k_r,
		    err) != 0)
			return -1;
	}
	return 0;
}

void
key_records_deinit(struct key_records *k)
{
	free(k->list);
	*k = (struct key_records){ .n = 0 };
}
