#include "progress.h"

#include <string.h>

#include "pace.h"

#define BAR_MAX 40
#define BAR_MIN 5

static void
add_bar(size_t filled, size_t width, struct buf *out)
{
	size_t i;

	buf_add_byte(out, '[');
	for (i = 0; i < width; i++)
		buf_add_byte(out, i < filled ? '#' : '.');
	buf_add_str(out, "] ");
}

static void
add_rate(const struct progress *p, struct buf *out)
{
	char left[PACE_TEXT];
	int64_t done = (int64_t)p->done, rest = (int64_t)(p->total - p->done);

	if (p->done == 0 || p->ms == 0)
		return;
	if (done * 1000 / p->ms >= 10)
		buf_printf(out, ", %d/s", (int)(done * 1000 / p->ms));
	else
		buf_printf(out, ", %d/min", (int)(done * 60000 / p->ms));
	if (rest == 0)
		return;
	pace_text(p->ms / done * rest + p->ms % done * rest / done, left);
	buf_printf(out, ", %s left", left);
}

void
progress_line(const struct progress *p, struct buf *out)
{
	struct buf words;
	size_t width = 0, room;

	buf_init(&words, 200);
	buf_printf(&words, "%zu of %zu", p->done, p->total);
	add_rate(p, &words);
	room = p->columns > words.n + 4 ? p->columns - words.n - 4 : 0;
	width = room < BAR_MAX ? room : BAR_MAX;
	if (width >= BAR_MIN)
		add_bar(p->total == 0 ? 0 : width * p->done / p->total, width,
			out);
	if (p->columns > 0 && words.n > p->columns - 1)
		words.n = p->columns - 1;
	buf_add(out, buf_span(&words));
	buf_deinit(&words);
}
