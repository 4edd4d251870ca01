#include "core/proofpoint.h"

#include <stdlib.h>
#include <string.h>

#include "core/base64url.h"
#include "core/buf.h"
#include "core/url.h"

/* "**A" stands for two characters, "**B" for three, … */
#define SHORTEST_RUN 2

/* The characters that were removed, and how far they are used. */
struct removed {
	struct span bytes;
	size_t at;
};

/* Puts N characters of UTF-8 back; false when there are not so many. */
static bool
put_back(struct removed *r, size_t n, struct buf *out)
{
	for (; n > 0; n--) {
		if (r->at == r->bytes.n)
			return false;
		do
			buf_add_byte(out, r->bytes.p[r->at++]);
		while (r->at < r->bytes.n &&
		    (r->bytes.p[r->at] & 0xc0) == 0x80);
	}
	return true;
}

/* At a '*' of S: how many characters it stands for; *LENGTH_R bytes say so. */
static size_t
run_at(struct span s, size_t *length_r)
{
	bool is_run = s.n > 2 && s.p[1] == '*' && s.p[2] != '/' &&
	    s.p[2] != '+';
	int run = is_run ? base64url_value(s.p[2]) : -1;

	*length_r = run < 0 ? 1 : 3;
	return run < 0 ? 1 : (size_t)run + SHORTEST_RUN;
}

static bool
fill(struct span address, struct removed *r, struct buf *out)
{
	size_t length, n;

	for (size_t i = 0; i < address.n; i += length) {
		struct span here = span_sub(address, i, address.n);

		length = 1;
		if (here.p[0] != '*') {
			buf_add_byte(out, here.p[0]);
			continue;
		}
		n = run_at(here, &length);
		if (!put_back(r, n, out))
			return false;
	}
	return true;
}

char *
proofpoint_v3(struct span whole)
{
	struct span begin = span_str("/v3/__"), end = span_str("__;");
	size_t from = span_find(whole, 0, begin), to, bang;
	struct removed r = { .at = 0 };
	char *address, *bytes = NULL;
	struct buf out;
	bool filled;

	if (from == SPAN_NONE ||
	    (to = span_find(whole, from + begin.n, end)) == SPAN_NONE ||
	    (bang = span_find_byte(whole, to, '!')) == SPAN_NONE)
		return NULL;
	address = url_unescape(span_sub(whole, from + begin.n, to));
	bytes = base64url_decode(span_sub(whole, to + end.n, bang));
	r.bytes = span_str(bytes);
	buf_init(&out, strlen(address) + r.bytes.n);
	filled = fill(span_str(address), &r, &out);
	free(address);
	free(bytes);
	if (!filled) {
		buf_deinit(&out);
		return NULL;
	}
	return buf_take(&out);
}
