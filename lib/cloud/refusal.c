#include "cloud/refusal.h"

#include <string.h>

#define CUT "…"

void
refusal_quote(const char *text, char *out, size_t size)
{
	size_t n = 0, room = size - sizeof CUT;
	bool blank = false;

	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if (c <= ' ' || c == 0x7f) {
			blank = n > 0;
			continue;
		}
		if (n + blank + 1 > room)
			break;
		if (blank)
			out[n++] = ' ';
		blank = false;
		out[n++] = c < 0x7f ? (char)c : '?';
	}
	memcpy(out + n, *text ? CUT : "", *text ? sizeof CUT : 1);
}

bool
refusal_is_redirect(const struct http_answer *a)
{
	return a->status >= 300 && a->status <= 399;
}

/* Of the address, scheme and host alone: what is behind may hold anything. */
int
refusal_redirect(const char *who, const struct http_answer *a,
	struct err *err)
{
	char text[512] = "", quoted[120];
	struct span where;
	size_t n;

	if (http_answer_field(a, "Location", &where)) {
		n = where.n < sizeof text - 1 ? where.n : sizeof text - 1;
		memcpy(text, where.p, n);
		text[strcspn(text, "?#")] = '\0';
	}
	refusal_quote(*text ? text : "nowhere", quoted, sizeof quoted);
	return err_set(err, ERR_PROTOCOL, "%s sends us to another address "
		"(status %u, to %s), which is not followed; a proxy or gateway "
		"that wants a login, or a wrong address in the provider's "
		"profile", who, a->status, quoted);
}
