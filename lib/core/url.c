#include "core/url.h"

#include <idn2.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"

/* What a punctuation mark is to an address; one may be several. */
enum {
	SLASH = 1,		/* as browsers take it */
	ENDS_AUTHORITY = 2,
	ENDS_PATH = 4,
	NO_HOST = 8,		/* WHATWG's forbidden domain code points */
};

static const unsigned char marks[256] = {
	['/'] = SLASH | ENDS_AUTHORITY | NO_HOST,
	['\\'] = SLASH | ENDS_AUTHORITY | NO_HOST,
	['?'] = ENDS_AUTHORITY | ENDS_PATH | NO_HOST,
	['#'] = ENDS_AUTHORITY | ENDS_PATH | NO_HOST,
	['<'] = NO_HOST, ['>'] = NO_HOST, ['"'] = NO_HOST, ['`'] = NO_HOST,
	['@'] = NO_HOST, ['^'] = NO_HOST, ['{'] = NO_HOST, ['|'] = NO_HOST,
	['}'] = NO_HOST, ['%'] = NO_HOST,
};

/* Offset of the first such mark at or after FROM, else the end of S. */
static size_t
until(struct span s, size_t from, unsigned char mark)
{
	while (from < s.n && !(marks[s.p[from]] & mark))
		from++;
	return from;
}

/* The same for one byte. */
static size_t
until_byte(struct span s, size_t from, unsigned char c)
{
	size_t at = span_find_byte(s, from, c);

	return at == SPAN_NONE ? s.n : at;
}

/* "host:8443/x" has no scheme though it looks like one: what stands before
 * the colon is a host when it has a dot and only digits follow. */
static bool
is_host_and_port(struct span s, size_t colon)
{
	size_t end = until(s, colon + 1, ENDS_AUTHORITY);

	if (span_find_byte(span_sub(s, 0, colon), 0, '.') == SPAN_NONE)
		return false;
	for (size_t i = colon + 1; i < end; i++)
		if (!span_is_digit(s.p[i]))
			return false;
	return true;
}

/* RFC 3986 3.1. Returns the offset behind the colon, 0 without a scheme. */
static size_t
parse_scheme(struct span s, struct url *u)
{
	size_t i = 0;

	if (s.n == 0 || !span_is_alpha(s.p[0]))
		return 0;
	while (i < s.n && (span_is_alnum(s.p[i]) || s.p[i] == '+' ||
	    s.p[i] == '-' || s.p[i] == '.'))
		i++;
	if (i == s.n || s.p[i] != ':' || is_host_and_port(s, i))
		return 0;
	u->scheme = span_sub(s, 0, i);
	return i + 1;
}

static bool
is_web(struct span scheme)
{
	return span_ieq_str(scheme, "https") || span_ieq_str(scheme, "http");
}

/* Browsers take any number of slashes, of either kind, after http(s):
 * (WHATWG URL, "special authority ignore slashes"). */
static bool
skip_slashes(struct span s, size_t *at, const struct url *u)
{
	size_t begin = *at;

	while (*at < s.n && (marks[s.p[*at]] & SLASH))
		(*at)++;
	if (u->scheme.n == 0)
		return *at == begin || *at - begin == 2;
	return is_web(u->scheme) || *at - begin >= 2;
}

/* [user@]host[:port]; a browser takes the last '@' as the border. */
static void
parse_authority(struct span a, struct url *u)
{
	size_t at = a.n, end = 0;

	while (at > 0 && a.p[at - 1] != '@')
		at--;
	if (at > 0) {
		u->has_userinfo = true;
		u->userinfo = span_sub(a, 0, at - 1);
		a = span_from(a, at);
	}
	if (a.n && a.p[0] == '[') {
		end = until_byte(a, 0, ']');
		end += end < a.n;
	}
	end = until_byte(a, end, ':');
	u->host = span_sub(a, 0, end);
	if (end < a.n)
		u->port = span_from(a, end + 1);
}

static void
parse_parameters(struct url *u)
{
	size_t begin = 0, end, equals;
	struct url_parameter *p;
	struct span one;

	for (; u->query.n && begin <= u->query.n; begin = end + 1) {
		end = until_byte(u->query, begin, '&');
		if (u->n_parameters == LIMIT_URL_PARAMETERS) {
			u->more_parameters = true;
			return;
		}
		one = span_sub(u->query, begin, end);
		equals = until_byte(one, 0, '=');
		p = &u->parameters[u->n_parameters++];
		p->name = span_sub(one, 0, equals);
		p->has_value = equals < one.n;
		p->value = span_from(one, equals + p->has_value);
	}
}

/* As browsers do: no blanks and control characters at the ends. */
static struct span
trim(struct span s)
{
	while (s.n && s.p[0] <= ' ')
		s = span_from(s, 1);
	while (s.n && s.p[s.n - 1] <= ' ')
		s.n--;
	return s;
}

int
url_parse(struct span s, struct url *u, struct err *err)
{
	size_t at, end;

	*u = (struct url){ .whole = s };
	if (s.n > LIMIT_URL)
		return err_set(err, ERR_LIMIT, "the address is longer than "
		    "%d bytes", LIMIT_URL);
	s = trim(s);
	at = parse_scheme(s, u);
	if (!skip_slashes(s, &at, u))
		return err_set(err, ERR_DATA, "the address names no host");
	end = until(s, at, ENDS_AUTHORITY);
	parse_authority(span_sub(s, at, end), u);
	if (u->host.n == 0)
		return err_set(err, ERR_DATA, "the address names no host");
	at = end;
	end = until(s, at, ENDS_PATH);
	u->path = span_sub(s, at, end);
	if (end < s.n && s.p[end] == '?') {
		at = end + 1;
		end = until_byte(s, at, '#');
		u->has_query = true;
		u->query = span_sub(s, at, end);
	}
	if (end < s.n) {
		u->has_fragment = true;
		u->fragment = span_from(s, end + 1);
	}
	parse_parameters(u);
	return 0;
}

char *
url_unescape(struct span s)
{
	struct buf out;
	int high, low;

	buf_init(&out, s.n * 3);
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '\0') {
			buf_add_str(&out, "%00");
			continue;
		}
		high = s.n - i > 2 && s.p[i] == '%' ?
		    span_hex_value(s.p[i + 1]) : -1;
		low = high < 0 ? -1 : span_hex_value(s.p[i + 2]);
		if (low < 0 || high * 16 + low == 0) {
			buf_add_byte(&out, s.p[i]);
			continue;
		}
		buf_add_byte(&out, (unsigned char)(high * 16 + low));
		i += 2;
	}
	return buf_take(&out);
}

/* Without marks that no host has, space and control characters. */
static bool
is_host_text(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s <= ' ' || *s == 0x7f ||
		    (marks[(unsigned char)*s] & NO_HOST))
			return false;
	return true;
}

static bool
is_ascii(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s >= 0x80)
			return false;
	return true;
}

/* The A-labels of a host that is not ASCII; frees HOST. */
static char *
to_ascii(char *host)
{
	char *ascii = NULL, *copy = NULL;

	if (idn2_lookup_u8((const uint8_t *)host, (uint8_t **)&ascii,
	    IDN2_NFC_INPUT | IDN2_NONTRANSITIONAL) == IDN2_OK)
		copy = buf_strdup(ascii);
	idn2_free(ascii);
	free(host);
	return copy;
}

char *
url_host(const struct url *u)
{
	char *host = url_unescape(u->host);
	size_t n;

	if (!is_ascii(host) && (host = to_ascii(host)) == NULL)
		return NULL;
	n = strlen(host);
	if (n > 0 && host[n - 1] == '.')
		host[--n] = '\0';
	for (size_t i = 0; i < n; i++)
		host[i] = (char)span_lower((unsigned char)host[i]);
	if (n == 0 || host[0] == '.' || host[n - 1] == '.' ||
	    strstr(host, "..") || !is_host_text(host)) {
		free(host);
		return NULL;
	}
	return host;
}

bool
url_default_port(const struct url *u)
{
	if (u->port.n == 0)
		return true;
	if (span_ieq_str(u->scheme, "http"))
		return span_eq_str(u->port, "80");
	return span_eq_str(u->port, "443") &&
	    (u->scheme.n == 0 || span_ieq_str(u->scheme, "https"));
}
