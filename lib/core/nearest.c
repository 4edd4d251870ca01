#include "core/nearest.h"

#include <stdlib.h>
#include <string.h>

#include "core/repair.h"
#include "core/shape.h"
#include "core/url.h"

/* So much of an id is no chance. */
#define TRACE 8

static bool
is_id_byte(unsigned char c)
{
	return span_is_hex(c) || c == '-';
}

/* The longest run of hexadecimal digits and dashes in TEXT that could be a
 * piece of a GUID: it has a dash, a digit, and some length. */
static struct span
guid_piece(struct span text)
{
	struct span best = { text.p, 0 };
	size_t begin, end;

	for (begin = 0; begin < text.n; begin = end + 1) {
		bool dash = false, digit = false;

		for (end = begin; end < text.n && is_id_byte(text.p[end]);
		    end++) {
			dash |= text.p[end] == '-';
			digit |= span_is_digit(text.p[end]);
		}
		if (dash && digit && end - begin >= TRACE &&
		    end - begin > best.n)
			best = span_sub(text, begin, end);
	}
	return best;
}

/* The value of the parameter that should hold the account. */
static struct span
account_value(const struct provider_shape *s, const struct url *u)
{
	const struct shape_parameter *p;

	for (size_t i = 0; i < u->n_parameters; i++) {
		p = shape_parameter(s, u->parameters[i].name, true);
		if (p && pattern_has(&p->value, PATTERN_ACCOUNT))
			return u->parameters[i].value;
	}
	return (struct span){ NULL, 0 };
}

/* The last segment of a path or fragment: a token, or the id of one
 * relationship. */
static struct span
last_segment(struct span s)
{
	size_t at = s.n;

	while (at > 0 && s.p[at - 1] != '/')
		at--;
	return span_from(s, at);
}

/* What is left of what tells whose link it was; empty: nothing at all, and
 * then any link of the provider may have been meant. */
static struct span
find_trace(const struct provider *p, const struct provider_reading *rd,
	const struct url *u)
{
	struct span value = account_value(rd->shape, u);
	size_t behind_host = (size_t)(u->path.p - u->whole.p);

	if (pattern_has(&rd->shape->path, PATTERN_TOKEN))
		return last_segment(u->path);
	if (pattern_has(&rd->shape->fragment, PATTERN_GUIDS))
		return guid_piece(last_segment(u->fragment));
	if (value.n || p->account_kind != PROVIDER_ACCOUNT_GUID)
		return value;
	return guid_piece(span_from(u->whole, behind_host));
}

/* Bytes that both begin with, letter case aside. */
static size_t
common_start(struct span a, struct span b)
{
	size_t n = 0;

	while (n < a.n && n < b.n && span_lower(a.p[n]) ==
	    span_lower(b.p[n]))
		n++;
	return n;
}

static size_t
common_end(struct span a, struct span b, size_t max)
{
	size_t n = 0;

	while (n < max && n < a.n && n < b.n &&
	    span_lower(a.p[a.n - 1 - n]) == span_lower(b.p[b.n - 1 - n]))
		n++;
	return n;
}

/* Is TRACE what damage left of ID: its beginning, cut off; or most of it, with
 * a few bytes lost or added in one place? */
static bool
is_left_of(struct span trace, struct span id)
{
	size_t start = common_start(trace, id);
	size_t end = common_end(trace, id, id.n - start);

	if (start == trace.n)
		return true;
	return start + end >= TRACE && (start + end) * 4 >= id.n * 3;
}

/* The text that tells R's link from others, within the link or the registry. */
static struct span
mark_of(const struct reseller *r, const struct provider_shape *s)
{
	struct err err = { 0 };
	struct url u;

	if (shape_has(s, PATTERN_ACCOUNT))
		return span_str(r->account);
	if (r->link == NULL || url_parse(span_str(r->link), &u, &err) == -1)
		return (struct span){ NULL, 0 };
	return last_segment(pattern_has(&s->path, PATTERN_TOKEN) ? u.path :
	    u.fragment);
}

static const struct reseller *
only_one(struct span trace, const struct provider *p,
	const struct provider_shape *s, const struct facts *f)
{
	const struct reseller *found = NULL, *r;

	for (size_t i = 0; i < f->n_resellers; i++) {
		r = f->resellers[i];
		if (strcmp(r->provider->name, p->name) || r->link == NULL ||
		    !is_left_of(trace, mark_of(r, s)))
			continue;
		if (found)
			return NULL;
		found = r;
	}
	return found;
}

const struct reseller *
nearest(struct span url, const struct provider *p,
	const struct provider_reading *rd, const struct facts *f)
{
	const struct reseller *found = NULL;
	struct err err = { 0 };
	struct repair repair;
	struct url u;

	repair_undo(url, &repair);
	if (url_parse(span_str(repair.text), &u, &err) == 0)
		found = only_one(find_trace(p, rd, &u), p, rd->shape, f);
	repair_deinit(&repair);
	return found;
}
