#include "core/vouch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/damage.h"
#include "core/url.h"
#include "core/wrapper.h"

/* An address that is still to be looked at; all but the first are owned. */
struct inner {
	char *text;
	int depth;
};

struct queue {
	struct inner list[LIMIT_WRAPPER_ADDRESSES];
	size_t n;
};

static struct span
last_segment(struct span path)
{
	size_t i = path.n;

	while (i > 0 && path.p[i - 1] != '/')
		i--;
	return span_sub(path, i, path.n);
}

/* What a reader's eye takes for a token. A character more or less is the
 * commonest damage of what was typed. */
static void
note_damaged(struct span s, struct vouch *v)
{
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!span_is_alnum(s.p[i]))
			return;
	if (s.n > TOKEN_CHARS - 10 && s.n < TOKEN_CHARS + 10 &&
	    s.n != TOKEN_CHARS)
		snprintf(v->how, sizeof v->how, "its end is like a token, but "
			"has %zu characters instead of %d", s.n,
			TOKEN_CHARS);
}

static void
take(const struct url *u, struct span token, char *host, struct vouch *v)
{
	struct span prefix = span_sub(u->path, 0, u->path.n - token.n);

	v->found = true;
	memcpy(v->host, host, strlen(host) + 1);
	v->prefix = buf_dup(prefix);
	v->token = buf_dup(token);
}

/* Does the address end its path in a token, whoever signed it? */
static bool
read_address(const struct url *u, struct vouch *v)
{
	struct span token = last_segment(u->path);
	char *host;

	/* Without keys nothing is genuine, but what is no token is told. */
	if (token_verify(token, "", "", NULL, &v->facts) == TOKEN_MALFORMED) {
		note_damaged(token, v);
		return false;
	}
	v->how[0] = '\0';
	host = url_host(u);
	if (host && *host && strlen(host) <= KEY_RECORD_HOST)
		take(u, token, host, v);
	free(host);
	return v->found;
}

static void
open_address(struct queue *q, int depth, const struct url *u,
	struct vouch *v)
{
	struct wrapper w;
	size_t i;

	wrapper_open(u, &w);
	if (v->gateway == NULL)
		v->gateway = w.gateway;
	for (i = 0; i < w.n && depth < LIMIT_WRAPPER_LAYERS &&
	    q->n < LIMIT_WRAPPER_ADDRESSES; i++) {
		q->list[q->n++] = (struct inner){ w.inner[i], depth + 1 };
		w.inner[i] = NULL;
	}
	wrapper_deinit(&w);
}

static bool
look_at(struct queue *q, size_t i, struct vouch *v)
{
	struct span s = span_str(q->list[i].text);
	struct err unreadable = { .kind = ERR_NONE };
	struct url u;

	if (url_parse(s, &u, &unreadable) != 0)
		return false;
	if (!read_address(&u, v)) {
		open_address(q, q->list[i].depth, &u, v);
		return false;
	}
	v->address = buf_strdup(q->list[i].text);
	v->wrapped = q->list[i].depth > 0;
	return true;
}

void
vouch_find(struct span url, struct vouch *v)
{
	struct queue q = { .n = 1 };
	size_t i;

	*v = (struct vouch){ .state = LINK_UNRELATED };
	/* No address holds a NUL, and C strings would end there. */
	if (span_find_byte(url, 0, '\0') != SPAN_NONE)
		return;
	if (url.n > LIMIT_URL)
		url = span_sub(url, 0, LIMIT_URL);
	q.list[0].text = buf_dup(url);
	for (i = 0; i < q.n && !look_at(&q, i, v); i++)
		;
	if (!v->wrapped && v->found)
		v->gateway = NULL;
	for (i = 0; i < q.n; i++)
		free(q.list[i].text);
}

void
vouch_deinit(struct vouch *v)
{
	free(v->prefix);
	free(v->address);
	free(v->token);
	*v = (struct vouch){ .state = LINK_UNRELATED };
}

static const struct key_record *
find_key(const struct vouch *v, const struct key_records *keys)
{
	size_t i;

	for (i = 0; i < keys->n; i++) {
		const struct key_record *k = &keys->list[i];

		if (k->key.id == v->facts.key_id &&
		    (k->host[0] == '\0' || strcmp(k->host, v->host) == 0))
			return k;
	}
	return NULL;
}

/* Its signature holds: is it written as it was issued? */
static void
compare(struct vouch *v)
{
	struct buf issued;

	buf_init(&issued, 2 * LIMIT_URL);
	buf_printf(&issued, "https://%s%s%s", v->host, v->prefix, v->token);
	v->state = LINK_INTACT;
	if (!span_eq_str(buf_span(&issued), v->address)) {
		v->state = LINK_ALTERED;
		damage_say(buf_span(&issued), span_str(v->address), v->how,
			sizeof v->how);
	} else if (v->wrapped) {
		v->state = LINK_ALTERED;
		snprintf(v->how, sizeof v->how, "%s%s; inside it is genuine",
			v->gateway ? "wrapped by " : "put behind another "
			"address", v->gateway ? v->gateway : "");
	}
	buf_deinit(&issued);
}

static void
judge_with(struct vouch *v, const struct token_key *key)
{
	struct token_keys one = { key, 1 };
	struct token t;

	v->known = true;
	v->key_state = key->state;
	switch (token_verify(span_str(v->token), v->host, v->prefix, &one,
	    &t)) {
	case TOKEN_REVOKED_KEY:
		v->revoked = true;
		v->state = LINK_FOREIGN;
		snprintf(v->how, sizeof v->how, "signed with key %08x of %.99s,"
			" which was revoked: somebody else may have it",
			key->id, v->host);
		break;
	case TOKEN_GENUINE:
		compare(v);
		break;
	default:
		v->state = LINK_IMITATION;
		snprintf(v->how, sizeof v->how, "the signature does not hold: "
			"somebody made it up, or a character of it or the "
			"host was changed");
	}
}

void
vouch_judge(struct vouch *v, const struct key_records *keys)
{
	const struct key_record *k = v->found ? find_key(v, keys) : NULL;

	if (k) {
		judge_with(v, &k->key);
		return;
	}
	if (!v->found) {
		if (v->gateway && v->how[0] == '\0')
			snprintf(v->how, sizeof v->how, "rewritten by %s, and "
				"no signed link is to be seen in it",
				v->gateway);
		return;
	}
	v->state = LINK_FOREIGN;
	snprintf(v->how, sizeof v->how, "signed with key %08x, which nobody "
		"vouches for as a key of %.120s", v->facts.key_id, v->host);
}
