#include "later.h"

#include <pthread.h>

#include "core/buf.h"
#include "sys/log.h"

/* Some hundred connections that were lost within the same second. */
#define WAITING_MAX (256 * 1024)

static struct {
	pthread_mutex_t lock;	/* never held while a line is logged */
	struct buf lines;
} waiting = {
	.lock = PTHREAD_MUTEX_INITIALIZER,
	.lines = { .max = WAITING_MAX },
};

void
later_add(const char *line)
{
	pthread_mutex_lock(&waiting.lock);
	buf_printf(&waiting.lines, "%s\n", line);
	pthread_mutex_unlock(&waiting.lock);
}

static void
log_lines(struct span s)
{
	size_t end;

	for (; (end = span_find_byte(s, 0, '\n')) != SPAN_NONE;
	    s = span_sub(s, end + 1, s.n))
		log_info("%.*s", (int)end, (const char *)s.p);
}

void
later_flush(void)
{
	struct buf lines;

	pthread_mutex_lock(&waiting.lock);
	lines = waiting.lines;
	buf_init(&waiting.lines, WAITING_MAX);
	pthread_mutex_unlock(&waiting.lock);
	log_lines(buf_span(&lines));
	if (!buf_ok(&lines))
		log_warnx("more lines waited for the log than could be kept");
	buf_deinit(&lines);
}
