#include "core/locale.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"

/* RFC 5646 4.4.1: 35 characters hold every tag without extensions. */
#define TAG_MAX 35

/* Regions are upper case, scripts are written as names are, the rest is lower
 * case (RFC 5646 2.1.1). */
static void
spell(char *tag, size_t begin, size_t end)
{
	size_t n = end - begin, i;

	for (i = begin; i < end; i++) {
		tag[i] = (char)span_lower((unsigned char)tag[i]);
		if (begin > 0 && span_is_alpha((unsigned char)tag[i]) &&
			(n == 2 || (n == 4 && i == begin)))
			tag[i] = (char)(tag[i] - 'a' + 'A');
	}
}

char *
locale_name(struct span s)
{
	size_t begin = 0, i;
	char *tag;

	if (s.n < 2 || s.n > TAG_MAX)
		return NULL;
	tag = buf_dup(s);
	for (i = 0; i <= s.n; i++) {
		if (i < s.n && tag[i] == '_')
			tag[i] = '-';
		if (i < s.n && span_is_alnum((unsigned char)tag[i]))
			continue;
		if ((i < s.n && tag[i] != '-') || i - begin < 2 ||
			i - begin > 8 ||
			(begin == 0 && (i > 3 || span_is_digit(
				(unsigned char)tag[0])))) {
			free(tag);
			return NULL;
		}
		spell(tag, begin, i);
		begin = i + 1;
	}
	return tag;
}

/* A script is nearer to the region that writes it than to the language: who
 * reads one Chinese may not read the other. */
static const struct {
	const char *name, *next;
} nearer[] = {
	{ "zh-Hans", "zh-CN" }, { "zh-SG", "zh-CN" },
	{ "zh-Hant", "zh-TW" }, { "zh-HK", "zh-TW" }, { "zh-MO", "zh-TW" },
};

char *
locale_next(const char *name)
{
	const char *dash = strrchr(name, '-');
	size_t i;

	for (i = 0; i < sizeof(nearer) / sizeof(nearer[0]); i++)
		if (strcmp(name, nearer[i].name) == 0)
			return buf_strdup(nearer[i].next);
	if (dash != NULL)
		return buf_dup(span_sub(span_str(name), 0,
			(size_t)(dash - name)));
	if (strcmp(name, LOCALE_LAST) == 0)
		return NULL;
	return buf_strdup(LOCALE_LAST);
}

bool
locale_rtl(const char *name)
{
	static const char *const rtl[] = { "ar", "fa", "he", "ur", "ps", "yi",
		"ug", "dv", "sd", "ckb" };
	struct span s = span_str(name);
	size_t end = span_find_byte(s, 0, '-'), i;

	s = span_sub(s, 0, end == SPAN_NONE ? s.n : end);
	for (i = 0; i < sizeof(rtl) / sizeof(rtl[0]); i++)
		if (span_eq_str(s, rtl[i]))
			return true;
	return false;
}
