#include "cloud/credential_text.h"

#include <string.h>

#include "cloud/cloud_limits.h"

static int
check_value(struct span value, unsigned line, struct err *err)
{
	if (value.n == 0)
		return err_set(err, ERR_CONFIG, "line %u: the value is empty; "
			"leave the line out or write one", line);
	if (value.n > CLOUD_SECRET_MAX)
		return err_set(err, ERR_CONFIG, "line %u: the value is longer "
			"than %d bytes", line, CLOUD_SECRET_MAX);
	for (size_t i = 0; i < value.n; i++)
		if (value.p[i] < ' ' || value.p[i] > '~')
			return err_set(err, ERR_CONFIG, "line %u: the value "
				"holds a control character or one that is no "
				"ASCII", line);
	return 0;
}

static int
take(struct credential_text *c, struct span key, struct span value,
	unsigned line, struct err *err)
{
	struct span *place;

	if (span_eq_str(key, "client_secret"))
		place = &c->secret;
	else if (span_eq_str(key, "refresh_token"))
		place = &c->refresh_token;
	else
		return err_set(err, ERR_CONFIG, "line %u: there is no such "
			"key; a credential has client_secret and "
			"refresh_token", line);
	if (place->n)
		return err_set(err, ERR_CONFIG, "line %u: the key is there a "
			"second time", line);
	if (value.n >= 2 && value.p[0] == '"' && value.p[value.n - 1] == '"')
		value = span_sub(value, 1, value.n - 1);
	*place = value;
	return check_value(value, line, err);
}

static int
read_line(struct credential_text *c, struct span s, unsigned line,
	struct err *err)
{
	size_t equals;

	s = span_trim(s);
	if (s.n == 0 || s.p[0] == '#')
		return 0;
	equals = span_find_byte(s, 0, '=');
	if (equals == SPAN_NONE)
		return err_set(err, ERR_CONFIG, "line %u: write key = \"…\"",
			line);
	return take(c, span_trim(span_sub(s, 0, equals)),
		span_trim(span_sub(s, equals + 1, s.n)), line, err);
}

int
credential_text_read(struct span text, struct credential_text *c,
	struct err *err)
{
	unsigned line = 1;
	size_t begin, end;

	*c = (struct credential_text){ .secret.n = 0 };
	for (begin = 0; begin < text.n; begin = end + 1, line++) {
		end = span_find_byte(text, begin, '\n');
		if (end == SPAN_NONE)
			end = text.n;
		if (read_line(c, span_sub(text, begin, end), line, err) != 0)
			return -1;
	}
	if (c->refresh_token.n == 0)
		return err_set(err, ERR_CONFIG, "it has no refresh_token; add "
			"the line refresh_token = \"…\"");
	return 0;
}

void
credential_text_renew(struct span text, const struct credential_text *c,
	const char *refresh_token, struct buf *out)
{
	size_t begin = (size_t)(c->refresh_token.p - text.p);
	size_t end = begin + c->refresh_token.n;

	buf_add(out, span_sub(text, 0, begin));
	buf_add_str(out, refresh_token);
	buf_add(out, span_sub(text, end, text.n));
}
