#include "core/sweep.h"

/* As far as is looked for one byte before the other has its turn: a byte that
 * never comes must not be sought to the end of a long text each time. */
#define WINDOW 256

size_t
sweep_either(struct span s, size_t from, unsigned char a,
	unsigned char b)
{
	const unsigned char *hit, *other;

	for (size_t n; from < s.n; from += n) {
		n = s.n - from < WINDOW ? s.n - from : WINDOW;
		hit = memchr(s.p + from, a, n);
		other = memchr(s.p + from, b,
			hit ? (size_t)(hit - s.p) - from : n);
		if (other || hit)
			return (size_t)((other ? other : hit) - s.p);
	}
	return s.n;
}

/* Looked at together, which compilers make a few wide instructions of where
 * all is of one width and nothing branches. */
#define BLOCK 64

/* 0xFF for a control character other than tab, CR and LF, else 0. */
static unsigned char
is_control(unsigned char c)
{
	unsigned char low = c < ' ' ? 0xFF : 0;
	unsigned char common = c == '\t' || c == '\n' || c == '\r' ? 0xFF : 0;
	unsigned char delete = c == 0x7F ? 0xFF : 0;

	return (unsigned char)((low & ~common) | delete);
}

bool
sweep_control(struct span s)
{
	unsigned char found = 0;
	size_t at = 0;

	for (; s.n - at >= BLOCK && !found; at += BLOCK)
		for (size_t i = 0; i < BLOCK; i++)
			found |= is_control(s.p[at + i]);
	for (; at < s.n && !found; at++)
		found = is_control(s.p[at]);
	return found;
}
