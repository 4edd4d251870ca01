#include "sys/comments.h"

#include <string.h>

/* Past the quoted string that begins at TEXT. */
static const char *
skip_quoted(const char *text)
{
	char quote = *text++;

	while (*text && *text != quote)
		text += text[0] == '\\' && text[1] ? 2 : 1;
	return *text ? text + 1 : text;
}

/* Spaces up to END, line ends excepted. */
static char *
blank(char *text, const char *end)
{
	for (; text < end; text++)
		if (*text != '\n')
			*text = ' ';
	return text;
}

static unsigned
line_of(const char *begin, const char *at)
{
	unsigned line = 1;

	for (; begin < at; begin++)
		line += *begin == '\n';
	return line;
}

unsigned
comments_blank(char *text)
{
	const char *begin = text, *end;

	while (*text) {
		if (*text == '"' || *text == '\'') {
			text += skip_quoted(text) - text;
		} else if (*text == '#' || strncmp(text, "//", 2) == 0) {
			text = blank(text, text + strcspn(text, "\n"));
		} else if (strncmp(text, "/*", 2) == 0) {
			end = strstr(text + 2, "*/");
			if (end == NULL)
				return line_of(begin, text);
			text = blank(text, end + 2);
		} else {
			text++;
		}
	}
	return 0;
}

unsigned
comments_open_brace(const char *text)
{
	const char *begin = text, *last = NULL;
	unsigned depth = 0;

	while (*text) {
		if (*text == '"' || *text == '\'') {
			text = skip_quoted(text);
			continue;
		}
		if (*text == '{' && depth++ == 0)
			last = text;
		else if (*text == '}' && depth)
			depth--;
		text++;
	}
	return depth ? line_of(begin, last) : 0;
}
