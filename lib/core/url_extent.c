/* Where an address ends in running text. */
#include "core/url.h"

#include <string.h>

#include "core/ascii.h"

/* What a mark is to an address in running text; one may be several. */
enum {
	SLASH = 1,		/* as browsers take it */
	ENDS_HOST = 2,
	ENDS_URL = 4,
	ENDS_SENTENCE = 8,
};

static const unsigned char marks[256] = {
	['/'] = SLASH | ENDS_HOST, ['\\'] = SLASH | ENDS_HOST,
	['?'] = ENDS_HOST | ENDS_SENTENCE, ['#'] = ENDS_HOST,
	['<'] = ENDS_URL, ['>'] = ENDS_URL, ['"'] = ENDS_URL,
	['`'] = ENDS_URL, [0x7F] = ENDS_URL,
	['.'] = ENDS_SENTENCE, [','] = ENDS_SENTENCE, [';'] = ENDS_SENTENCE,
	['!'] = ENDS_SENTENCE, ['\''] = ENDS_SENTENCE,
	[':'] = ENDS_SENTENCE,
};

static bool
ends_url(unsigned char c)
{
	return c <= ' ' || (marks[c] & ENDS_URL);
}

/* 。 、 ， ！ ？ ： ； ） 」 』 】 》 ” ’ » after a host end a sentence, unless
 * the host goes on behind them (an ideographic stop may stand for a dot). */
static bool
is_wide_stop(struct span text, size_t at)
{
	static const char *const stops[] = {
		"。", "、", "，", "！", "？", "：", "；", "）", "」", "』",
		"】", "》", "”", "’", "»",
	};
	struct span here = span_from(text, at), stop;

	for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++) {
		stop = span_str(stops[i]);
		if (!span_starts(here, stop))
			continue;
		return here.n == stop.n || !span_is_alnum(here.p[stop.n]);
	}
	return false;
}

/* Where the host of the URL at BEGIN ends, at the latest. */
static size_t
host_end(struct span text, size_t begin)
{
	size_t i = begin;

	while (i < text.n && (span_is_alnum(text.p[i]) || text.p[i] == '+' ||
	    text.p[i] == '-' || text.p[i] == '.'))
		i++;
	if (i < text.n && text.p[i] == ':')
		for (i++; i < text.n && (marks[text.p[i]] & SLASH); i++)
			continue;
	while (i < text.n && !(marks[text.p[i]] & ENDS_HOST))
		i++;
	return i;
}

/* The length of the dash or full-width character at AT that an editor or
 * keyboard put for an ASCII one, but for those that end a sentence. */
static size_t
dressed_one(struct span text, size_t at)
{
	unsigned char meant;
	size_t n = ascii_meant(span_from(text, at), &meant);

	return n && strchr(",;!)]}", meant) == NULL ? n : 0;
}

/* The same for a run of them inside the URL: behind ASCII, and the URL goes on
 * behind it, or it ends a parameter's value. */
static size_t
dressed(struct span text, size_t at)
{
	size_t end = at, n;

	if (at == 0 || text.p[at - 1] >= 0x80)
		return 0;
	while ((n = dressed_one(text, end)) != 0)
		end += n;
	if (end == at)
		return 0;
	if (text.p[at - 1] == '=' && end - at > 3)
		return end - at;
	if (end == text.n || text.p[end] == '\0')
		return 0;
	return span_is_alnum(text.p[end]) || strchr("/-_&=#%", text.p[end]) ?
	    end - at : 0;
}

/* Behind the host only ASCII belongs to a URL, or what stands for it; in it,
 * letters of any script do, because that is how a look-alike is made. */
static size_t
raw_end(struct span text, size_t begin)
{
	size_t host = SPAN_NONE, i = begin, n;

	for (; i < text.n && !ends_url(text.p[i]); i++) {
		if (text.p[i] < 0x80)
			continue;
		if (host == SPAN_NONE)
			host = host_end(text, begin);
		if (i < host && !is_wide_stop(text, i))
			continue;
		n = i < host ? 0 : dressed(text, i);
		if (n == 0)
			break;
		i += n - 1;
	}
	return i;
}

static bool
is_balanced(struct span url, unsigned char open, unsigned char close)
{
	size_t opened = 0, closed = 0;

	for (size_t i = 0; i < url.n; i++) {
		opened += url.p[i] == open;
		closed += url.p[i] == close;
	}
	return closed <= opened;
}

/* Does the last byte belong to the sentence around the URL? */
static bool
is_punctuation(struct span url)
{
	unsigned char c = url.p[url.n - 1];

	if (c == ')')
		return !is_balanced(url, '(', ')');
	if (c == ']')
		return !is_balanced(url, '[', ']');
	if (c == '}')
		return !is_balanced(url, '{', '}');
	return marks[c] & ENDS_SENTENCE;
}

size_t
url_extent(struct span text, size_t begin)
{
	size_t end = raw_end(text, begin);

	while (end > begin && is_punctuation(span_sub(text, begin, end)))
		end--;
	return end;
}
