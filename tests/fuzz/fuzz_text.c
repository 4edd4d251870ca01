/* A text changed in one place and decoded again. The first bytes name its
 * encoding, its charset and the place. */

#include <unistr.h>

#include "core/text.h"
#include "fuzz.h"
#include "house.h"

static const char *const charsets[] = { NULL, "utf-8", "iso-8859-1", "gbk",
	"windows-1252", "koi8-r", "gb18030", "big5", "shift_jis", "utf-16",
	"iso-2022-jp", "euc-kr", "utf-16be", "utf-16le", "utf-32", "utf-7" };

/* The body of M: FORM has its encoding above, its charset below. */
static struct text *
decode(const struct message *m, unsigned form)
{
	struct text *t = NULL;
	struct err err = { 0 };

	promise(text_decode(message_body(m), form / 16 % 3, charsets[form %
		16], &t, &err) == 0 || err.kind == ERR_DATA, err.text);
	promise(!t || !u8_check(text_utf8(t).p, text_utf8(t).n), "is UTF-8");
	return t;
}

static void
check(const struct message *m, const struct text *t, unsigned form,
	const struct text_change *c, const struct edits *edits)
{
	struct message *edited = house_edited(m, edits);
	struct text *new = decode(edited, form);

	promise(new && is_spliced(text_utf8(t), c->begin, c->end, c->with,
		text_utf8(new)), "it is what was asked for");
	text_free(&new);
	message_free(&edited);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct span rest = { data, n };
	unsigned form = next_byte(&rest);
	struct text_change c = { next_byte(&rest), next_byte(&rest),
		span_str("https://a.example/?c=1") };
	struct message *m = house_body(rest);
	struct text *t = decode(m, form);
	struct edits *edits = edits_new();
	struct err err;

	if (t && is_range(c.begin, c.end, text_utf8(t).n) && text_edit(t, &c,
	    1, message_body_offset(m), edits, &err) == 0)
		check(m, t, form, &c, edits);
	edits_free(&edits);
	text_free(&t);
	message_free(&m);
	return 0;
}
