#include "core/text_base64.h"

#include <sodium.h>

#define LINE_MAX 76		/* RFC 2045 6.8 */

static int
value(unsigned char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (span_is_digit(c))
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

struct reader {
	unsigned long bits;
	unsigned n;		/* digits in bits, under 4 */
	size_t octets;		/* that came out */
};

static void
give(struct reader *r, unsigned octets, struct buf *out)
{
	/* bits as if all four digits were there */
	unsigned long bits = r->bits << 6 * (4 - r->n);

	for (unsigned i = 0; i < octets && out; i++)
		buf_add_byte(out, (unsigned char)(bits >> (16 - 8 * i)));
	r->octets += octets;
	r->bits = 0;
	r->n = 0;
}

/* Padding, or the end: 2 digits hold an octet, 3 hold two. */
static void
end_quantum(struct reader *r, struct buf *out)
{
	give(r, r->n ? r->n - 1 : 0, out);
}

static void
read_byte(struct reader *r, unsigned char c, struct buf *out)
{
	int v = value(c);

	if (c == '=')
		end_quantum(r, out);
	if (v < 0)
		return;
	r->bits = r->bits << 6 | (unsigned long)v;
	if (++r->n == 4)
		give(r, 3, out);
}

void
text_base64_decode(struct span raw, struct buf *out)
{
	struct reader r = { 0 };

	for (size_t i = 0; i < raw.n; i++)
		read_byte(&r, raw.p[i], out);
	end_quantum(&r, out);
}

/* Where the data is written anew. */
struct resume {
	size_t raw;
	size_t octets;		/* that stand before it */
	size_t end;		/* behind the last byte of data */
	size_t line;		/* characters a line */
};

/* The last line that begins with a whole quantum, not behind FIRST. */
static void
find_resume(struct span raw, size_t first, struct resume *resume)
{
	struct reader r = { 0 };
	size_t begin = 0;

	*resume = (struct resume){ .line = 0 };
	for (size_t i = 0; i < raw.n; i++) {
		unsigned char c = raw.p[i];

		if (c == '\n') {
			if (resume->line == 0 && resume->end > begin)
				resume->line = resume->end - begin;
			begin = i + 1;
		}
		if (value(c) < 0 && c != '=')
			continue;
		if (resume->end <= begin && r.n == 0 && r.octets <= first) {
			resume->raw = begin;
			resume->octets = r.octets;
		}
		resume->end = i + 1;
		read_byte(&r, c, NULL);
	}
	resume->line -= resume->line % 4;
	if (resume->line == 0 || resume->line > LINE_MAX)
		resume->line = LINE_MAX;
}

static void
encode(struct span s, size_t line, const char *eol, struct buf *out)
{
	char text[LINE_MAX + 1];
	size_t octets = line / 4 * 3, end;

	for (size_t i = 0; i < s.n; i = end) {
		end = i + octets < s.n ? i + octets : s.n;
		if (i)
			buf_add_str(out, eol);
		buf_add_str(out, sodium_bin2base64(text, sizeof text, s.p + i,
			end - i, sodium_base64_VARIANT_ORIGINAL));
	}
}

void
text_base64_edit(struct span raw, struct span wanted, size_t first,
	const char *eol, struct edits *out)
{
	struct resume resume;
	struct buf text;

	find_resume(raw, first, &resume);
	buf_init(&text, 2 * wanted.n + 4);
	encode(span_sub(wanted, resume.octets, wanted.n), resume.line, eol,
		&text);
	/* The last line of a message has an end, and here it had no line. */
	if (raw.n == 0)
		buf_add_str(&text, eol);
	edits_body(out, resume.raw, resume.end, buf_span(&text), TEXT_WHY);
	buf_deinit(&text);
}
