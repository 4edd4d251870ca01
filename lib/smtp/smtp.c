#include "smtp/smtp.h"

#include <string.h>

#include "core/buf.h"
#include "smtp/dialogue.h"

enum smtp_outcome
smtp_outcome(int code)
{
	switch (code / 100) {
	case 2:
		return SMTP_ACCEPTED;
	case 4:
		return SMTP_DEFERRED;
	case 5:
		return SMTP_REFUSED;
	default:
		return SMTP_UNKNOWN;
	}
}

void
smtp_text(char out[SMTP_TEXT_MAX + 1], int code, const int enhanced[3],
	const char *text)
{
	struct buf b;

	buf_init(&b, 64 * 1024);
	buf_printf(&b, "%d ", code);
	if (enhanced[0] != 0)
		buf_printf(&b, "%d.%d.%d ", enhanced[0], enhanced[1],
			enhanced[2]);
	buf_add_str(&b, text == NULL ? "" : text);
	dialogue_printable(out, SMTP_TEXT_MAX + 1, buf_span(&b));
	buf_deinit(&b);
}

void
smtp_finish(const struct smtp_source *source, enum smtp_outcome outcome,
	const char *text)
{
	struct smtp_result result = { .outcome = outcome };

	memcpy(result.text, text, strnlen(text, SMTP_TEXT_MAX));
	source->done(source->ctx, &result);
}
