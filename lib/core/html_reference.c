#include "core/html_reference.h"

#include <stdlib.h>
#include <string.h>

/* The longest of those that need no semicolon: "frac12". */
#define BARE_MAX 6

struct reference {
	const char *name;
	uint32_t value;
	bool bare;
};

/* By name, small letters behind capitals. */
static const struct reference references[] = {
	{ "AElig", 0xC6, true }, { "AMP", 0x26, true },
	{ "Aacute", 0xC1, true }, { "Acirc", 0xC2, true },
	{ "Agrave", 0xC0, true }, { "Aring", 0xC5, true },
	{ "Atilde", 0xC3, true }, { "Auml", 0xC4, true },
	{ "COPY", 0xA9, true }, { "Ccedil", 0xC7, true },
	{ "Dagger", 0x2021, false }, { "ETH", 0xD0, true },
	{ "Eacute", 0xC9, true }, { "Ecirc", 0xCA, true },
	{ "Egrave", 0xC8, true }, { "Euml", 0xCB, true }, { "GT", 0x3E, true },
	{ "Iacute", 0xCD, true }, { "Icirc", 0xCE, true },
	{ "Igrave", 0xCC, true }, { "Iuml", 0xCF, true }, { "LT", 0x3C, true },
	{ "Ntilde", 0xD1, true }, { "OElig", 0x152, false },
	{ "Oacute", 0xD3, true }, { "Ocirc", 0xD4, true },
	{ "Ograve", 0xD2, true }, { "Oslash", 0xD8, true },
	{ "Otilde", 0xD5, true }, { "Ouml", 0xD6, true },
	{ "Prime", 0x2033, false }, { "QUOT", 0x22, true },
	{ "REG", 0xAE, true }, { "Scaron", 0x160, false },
	{ "THORN", 0xDE, true }, { "Uacute", 0xDA, true },
	{ "Ucirc", 0xDB, true }, { "Ugrave", 0xD9, true },
	{ "Uuml", 0xDC, true }, { "Yacute", 0xDD, true },
	{ "Yuml", 0x178, false }, { "Zcaron", 0x17D, false },
	{ "aacute", 0xE1, true }, { "acirc", 0xE2, true },
	{ "acute", 0xB4, true }, { "aelig", 0xE6, true },
	{ "agrave", 0xE0, true }, { "amp", 0x26, true },
	{ "apos", 0x27, false }, { "aring", 0xE5, true },
	{ "asymp", 0x2248, false }, { "atilde", 0xE3, true },
	{ "auml", 0xE4, true }, { "bdquo", 0x201E, false },
	{ "brvbar", 0xA6, true }, { "bull", 0x2022, false },
	{ "ccedil", 0xE7, true }, { "cedil", 0xB8, true },
	{ "cent", 0xA2, true }, { "check", 0x2713, false },
	{ "commat", 0x40, false }, { "copy", 0xA9, true },
	{ "curren", 0xA4, true }, { "dagger", 0x2020, false },
	{ "deg", 0xB0, true }, { "divide", 0xF7, true },
	{ "eacute", 0xE9, true }, { "ecirc", 0xEA, true },
	{ "egrave", 0xE8, true }, { "emsp", 0x2003, false },
	{ "ensp", 0x2002, false }, { "eth", 0xF0, true },
	{ "euml", 0xEB, true }, { "euro", 0x20AC, false },
	{ "frac12", 0xBD, true }, { "frac14", 0xBC, true },
	{ "frac34", 0xBE, true }, { "ge", 0x2265, false }, { "gt", 0x3E, true },
	{ "hearts", 0x2665, false }, { "hellip", 0x2026, false },
	{ "iacute", 0xED, true }, { "icirc", 0xEE, true },
	{ "iexcl", 0xA1, true }, { "igrave", 0xEC, true },
	{ "infin", 0x221E, false }, { "iquest", 0xBF, true },
	{ "iuml", 0xEF, true }, { "laquo", 0xAB, true },
	{ "larr", 0x2190, false }, { "ldquo", 0x201C, false },
	{ "le", 0x2264, false }, { "lrm", 0x200E, false },
	{ "lsaquo", 0x2039, false }, { "lsquo", 0x2018, false },
	{ "lt", 0x3C, true }, { "macr", 0xAF, true },
	{ "mdash", 0x2014, false }, { "micro", 0xB5, true },
	{ "middot", 0xB7, true }, { "minus", 0x2212, false },
	{ "nbsp", 0xA0, true }, { "ndash", 0x2013, false },
	{ "not", 0xAC, true }, { "ntilde", 0xF1, true },
	{ "oacute", 0xF3, true }, { "ocirc", 0xF4, true },
	{ "oelig", 0x153, false }, { "ograve", 0xF2, true },
	{ "ordf", 0xAA, true }, { "ordm", 0xBA, true },
	{ "oslash", 0xF8, true }, { "otilde", 0xF5, true },
	{ "ouml", 0xF6, true }, { "para", 0xB6, true },
	{ "permil", 0x2030, false }, { "plusmn", 0xB1, true },
	{ "pound", 0xA3, true }, { "prime", 0x2032, false },
	{ "quot", 0x22, true }, { "rArr", 0x21D2, false },
	{ "raquo", 0xBB, true }, { "rarr", 0x2192, false },
	{ "rdquo", 0x201D, false }, { "reg", 0xAE, true },
	{ "rlm", 0x200F, false }, { "rsaquo", 0x203A, false },
	{ "rsquo", 0x2019, false }, { "sbquo", 0x201A, false },
	{ "scaron", 0x161, false }, { "sect", 0xA7, true },
	{ "shy", 0xAD, true }, { "star", 0x2606, false },
	{ "sup1", 0xB9, true }, { "sup2", 0xB2, true }, { "sup3", 0xB3, true },
	{ "szlig", 0xDF, true }, { "thinsp", 0x2009, false },
	{ "thorn", 0xFE, true }, { "times", 0xD7, true },
	{ "trade", 0x2122, false }, { "uacute", 0xFA, true },
	{ "ucirc", 0xFB, true }, { "ugrave", 0xF9, true },
	{ "uml", 0xA8, true }, { "uuml", 0xFC, true }, { "yacute", 0xFD, true },
	{ "yen", 0xA5, true }, { "yuml", 0xFF, true },
	{ "zcaron", 0x17E, false }, { "zwj", 0x200D, false },
	{ "zwnj", 0x200C, false },
};

#define COUNT (sizeof references / sizeof references[0])

static int
compare(const void *name, const void *reference)
{
	const struct span *s = name;
	const struct reference *r = reference;
	int order = strncmp((const char *)s->p, r->name, s->n);

	return order == 0 && r->name[s->n] ? -1 : order;
}

static const struct reference *
find(struct span name)
{
	return bsearch(&name, references, COUNT, sizeof references[0],
		compare);
}

uint32_t
html_reference_value(struct span name)
{
	const struct reference *r = find(name);

	return r ? r->value : 0;
}

bool
html_reference_bare(struct span name)
{
	const struct reference *r = find(name);

	return r && r->bare;
}

size_t
html_reference_begins(struct span s)
{
	for (size_t n = s.n < BARE_MAX ? s.n : BARE_MAX; n > 0; n--)
		if (html_reference_bare(span_sub(s, 0, n)))
			return n;
	return 0;
}
