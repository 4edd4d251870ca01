#include "core/confusable.h"

#include <idn2.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include "core/buf.h"

/* Letters that pass for an ASCII letter in common fonts; those that have a
 * compatibility form or differ by a mark are left to NFKD. */
static const struct {
	ucs4_t c;
	char like;
} letters[] = {
	/* Cyrillic */
	{ 0x0430, 'a' }, { 0x0432, 'b' }, { 0x0433, 'r' }, { 0x0435, 'e' },
	{ 0x043a, 'k' }, { 0x043c, 'm' }, { 0x043d, 'h' }, { 0x043e, 'o' },
	{ 0x043f, 'n' }, { 0x0440, 'p' }, { 0x0441, 'c' }, { 0x0442, 't' },
	{ 0x0443, 'y' }, { 0x0445, 'x' }, { 0x044c, 'b' }, { 0x0455, 's' },
	{ 0x0456, 'i' }, { 0x0458, 'j' }, { 0x0475, 'v' }, { 0x04bb, 'h' },
	{ 0x04cf, 'l' }, { 0x0501, 'd' }, { 0x051b, 'q' }, { 0x051d, 'w' },
	/* Greek */
	{ 0x03b1, 'a' }, { 0x03b2, 'b' }, { 0x03b3, 'y' }, { 0x03b5, 'e' },
	{ 0x03b7, 'n' }, { 0x03b9, 'i' }, { 0x03ba, 'k' }, { 0x03bc, 'u' },
	{ 0x03bd, 'v' }, { 0x03bf, 'o' }, { 0x03c1, 'p' }, { 0x03c2, 'c' },
	{ 0x03c3, 'o' }, { 0x03c4, 't' }, { 0x03c5, 'u' }, { 0x03c7, 'x' },
	{ 0x03c9, 'w' },
	/* Armenian */
	{ 0x0566, 'q' }, { 0x0570, 'h' }, { 0x0578, 'n' }, { 0x057d, 'u' },
	{ 0x0581, 'g' }, { 0x0585, 'o' },
	/* Latin */
	{ 0x00f8, 'o' }, { 0x0111, 'd' }, { 0x0127, 'h' }, { 0x0131, 'i' },
	{ 0x0142, 'l' }, { 0x0180, 'b' }, { 0x0251, 'a' }, { 0x0261, 'g' },
	{ 0x0268, 'i' }, { 0x0269, 'i' }, { 0x026a, 'i' }, { 0x0274, 'n' },
	{ 0x0280, 'r' }, { 0x029f, 'l' }, { 0x1d04, 'c' }, { 0x1d0f, 'o' },
	{ 0x1d20, 'v' }, { 0x1d21, 'w' }, { 0xa731, 's' },
};

/* ASCII that passes for other ASCII. */
static char
ascii_like(char c)
{
	switch (c) {
	case '0':
		return 'o';
	case '1':
	case 'i':
		return 'l';
	case '5':
		return 's';
	default:
		return c;
	}
}

static char
looks_like(ucs4_t c)
{
	if (c < 0x80)
		return ascii_like((char)span_lower((unsigned char)c));
	for (size_t i = 0; i < sizeof letters / sizeof letters[0]; i++)
		if (letters[i].c == c)
			return ascii_like(letters[i].like);
	return '?';
}

static bool
is_plain(const char *host)
{
	for (const char *c = host; *c; c++)
		if ((unsigned char)*c >= 0x80)
			return false;
	return strstr(host, "xn--") == NULL;
}

/* The host in its letters, decomposed: U-labels, NFKD. */
static uint8_t *
decomposed(const char *host, size_t *n_r)
{
	char *unicode = NULL;
	const char *s = host;
	uint8_t *out;

	if (is_plain(host)) {
		*n_r = strlen(host);
		return (uint8_t *)buf_strdup(host);
	}
	if (strstr(host, "xn--") && idn2_to_unicode_8z8z(host, &unicode, 0) ==
	    IDN2_OK)
		s = unicode;
	out = u8_normalize(UNINORM_NFKD, (const uint8_t *)s, strlen(s), NULL,
	    n_r);
	idn2_free(unicode);
	return out;
}

/* "rn" is read as m, "vv" as w, "cl" as d. */
static void
join_pairs(char *s)
{
	static const char pairs[][4] = { "rnm", "vvw", "cld" };
	char *out = s;

	while (*s) {
		size_t i = 0;

		while (i < 3 && (s[0] != pairs[i][0] || s[1] != pairs[i][1]))
			i++;
		*out++ = i < 3 ? pairs[i][2] : *s;
		s += i < 3 ? 2 : 1;
	}
	*out = '\0';
}

/* Of letters of other scripts. */
static char *
full_skeleton(const char *host)
{
	size_t n = 0;
	uint8_t *letters_of = decomposed(host, &n);
	struct buf out;
	ucs4_t c;
	char *s;
	int step;

	buf_init(&out, n + 1);
	for (size_t i = 0; letters_of && i < n; i += (size_t)step) {
		step = u8_mbtouc(&c, letters_of + i, n - i);
		if (!uc_is_general_category(c, UC_CATEGORY_M))
			buf_add_byte(&out, (unsigned char)looks_like(c));
	}
	free(letters_of);
	s = buf_take(&out);
	join_pairs(s);
	return s;
}

/* ASCII needs no tables: by far the most hosts. */
static char *
plain_skeleton(const char *host)
{
	char *s = buf_strdup(host);

	for (char *c = s; *c; c++)
		*c = looks_like((unsigned char)*c);
	join_pairs(s);
	return s;
}

char *
confusable_skeleton(const char *host)
{
	if (is_plain(host))
		return plain_skeleton(host);
	return full_skeleton(host);
}

static bool
resembles_latin(const uc_script_t *script)
{
	static const char *const names[] = {
		"Cyrillic", "Greek", "Armenian", "Cherokee", "Lisu",
	};

	for (size_t i = 0; script && i < sizeof names / sizeof names[0]; i++)
		if (strcmp(script->name, names[i]) == 0)
			return true;
	return false;
}

bool
confusable_mixed(const char *host)
{
	bool latin = false, other = false, mixed = false;
	size_t n = 0;
	uint8_t *s = decomposed(host, &n);
	ucs4_t c;
	int step;

	for (size_t i = 0; s && i < n; i += (size_t)step) {
		step = u8_mbtouc(&c, s + i, n - i);
		if (c == '.')
			latin = other = false;
		else if (c < 0x80)
			latin |= span_is_alpha((unsigned char)c);
		else
			other |= resembles_latin(uc_script(c));
		mixed |= latin && other;
	}
	free(s);
	return mixed;
}

bool
confusable_near(const char *a, const char *b)
{
	size_t na = strlen(a), nb = strlen(b), i = 0, tail = 0, shorter;

	if (na > nb)
		return confusable_near(b, a);
	shorter = na;
	if (nb - na > 1 || strcmp(a, b) == 0)
		return false;
	while (i < shorter && a[i] == b[i])
		i++;
	while (tail < shorter - i && a[na - 1 - tail] == b[nb - 1 - tail])
		tail++;
	if (nb - i - tail <= 1)
		return true;
	return na == nb && na - i - tail == 2 && a[i] == b[i + 1] &&
	    a[i + 1] == b[i];
}
