#include "registry/person.h"

#include <string.h>
#include <strings.h>

#include "core/span.h"

#define LOGIN "login "
#define SUDO "(sudo by "

/* Of an address, as people write them unquoted, and of its domain. */
static bool
is_local(unsigned char c)
{
	return span_is_alnum(c) || c >= 0x80 ||
		(c && strchr(".!#$%&'*+/=?^_`{|}~-", c) != NULL);
}

static bool
is_domain(unsigned char c)
{
	return span_is_alnum(c) || c >= 0x80 || c == '-';
}

/* Does the domain end at AT? A dot that ends a sentence is none of it. */
static bool
ends_domain(const char *at)
{
	return !is_domain((unsigned char)at[0]) &&
		!(at[0] == '.' && is_domain((unsigned char)at[1]));
}

/* The address that holds the '@' at AT of TEXT, when its domain is DOMAIN. */
static bool
address_at(const char *text, size_t at, const char *domain, size_t *begin_r,
	size_t *end_r)
{
	size_t n = strlen(domain), begin = at;

	while (begin > 0 && is_local((unsigned char)text[begin - 1]))
		begin--;
	if (begin == at || strncasecmp(text + at + 1, domain, n) != 0 ||
	    !ends_domain(text + at + 1 + n))
		return false;
	*begin_r = begin;
	*end_r = at + 1 + n;
	return true;
}

static bool
find_address(const struct person *p, const char *text, size_t from,
	size_t *begin_r, size_t *end_r)
{
	const char *domain = p->kind == PERSON_DOMAIN ? p->what :
		strrchr(p->what, '@');
	const char *at;

	if (domain == NULL)
		return false;
	domain += p->kind == PERSON_ADDRESS;
	for (at = strchr(text + from, '@'); at; at = strchr(at + 1, '@'))
		if (address_at(text, (size_t)(at - text), domain, begin_r,
		    end_r) && *begin_r >= from &&
		    (p->kind == PERSON_DOMAIN ||
		    (strlen(p->what) == *end_r - *begin_r &&
		    strncasecmp(text + *begin_r, p->what, *end_r -
		    *begin_r) == 0)))
			return true;
	return false;
}

/* WHAT behind BEFORE in TEXT. */
static bool
find_behind(const char *before, const char *what, const char *text,
	size_t from, size_t *begin_r, size_t *end_r)
{
	const char *at = text + from;
	size_t n = strlen(what);

	for (; (at = strstr(at, before)) != NULL; at++) {
		const char *word = at + strlen(before);

		if (strncmp(word, what, n) != 0 ||
		    !(word[n] == '\0' || strchr(" ,;)", word[n])))
			continue;
		*begin_r = (size_t)(word - text);
		*end_r = *begin_r + n;
		return true;
	}
	return false;
}

bool
person_find(const struct person *p, const char *text, size_t from,
	size_t *begin_r, size_t *end_r)
{
	if (p->kind == PERSON_LOGIN)
		return find_behind(LOGIN, p->what, text, from, begin_r, end_r);
	return find_address(p, text, from, begin_r, end_r);
}

bool
person_find_actor(const struct person *p, const char *who, size_t from,
	size_t *begin_r, size_t *end_r)
{
	size_t n = strlen(p->what);

	if (p->kind != PERSON_LOGIN)
		return find_address(p, who, from, begin_r, end_r);
	if (from == 0 && strncmp(who, p->what, n) == 0 &&
	    (who[n] == '\0' || who[n] == ' ')) {
		*begin_r = 0;
		*end_r = n;
		return true;
	}
	return find_behind(SUDO, p->what, who, from, begin_r, end_r);
}
