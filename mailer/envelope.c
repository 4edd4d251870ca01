#include "envelope.h"

#include <string.h>

#include "core/buf.h"
#include "core/limits.h"
#include "core/span.h"
#include "smtp/address.h"

/* RFC 5321 4.5.3.1.1 */
#define LOCAL_MAX 64
#define ID "{id}"

void
envelope_id(const char *message_id, char out[SMTP_ENVID_MAX + 1])
{
	size_t n = strcspn(message_id + 1, "@");

	n = n < SMTP_ENVID_MAX ? n : SMTP_ENVID_MAX;
	memcpy(out, message_id + 1, n);
	out[n] = '\0';
}

static void
add_tag(struct buf *b, const char *to)
{
	for (; *to != '\0'; to++)
		buf_add_byte(b, *to == '@' ? '=' : (unsigned char)*to);
}

char *
envelope_sender(const struct envelope *e, const char *to, const char *id)
{
	size_t local = (size_t)(strrchr(e->bounce, '@') - e->bounce);
	struct buf b;

	if (!e->verp)
		return buf_strdup(e->bounce);
	buf_init(&b, 2 * LIMIT_ADDRESS);
	buf_add(&b, span_sub(span_str(e->bounce), 0, local));
	buf_add_byte(&b, '+');
	if (local + 1 + strlen(to) <= LOCAL_MAX && address_is_ascii(to))
		add_tag(&b, to);
	else
		buf_add_str(&b, id);
	buf_add_str(&b, e->bounce + local);
	return buf_take(&b);
}

char *
envelope_unsubscribe(const char *pattern, const char *id)
{
	struct span s = span_str(pattern);
	size_t at = 0, hit;
	struct buf b;

	buf_init(&b, 2 * LIMIT_LINK);
	buf_add_byte(&b, '<');
	while ((hit = span_find(s, at, span_str(ID))) != SPAN_NONE) {
		buf_add(&b, span_sub(s, at, hit));
		buf_add_str(&b, id);
		at = hit + sizeof(ID) - 1;
	}
	buf_add(&b, span_sub(s, at, s.n));
	buf_add_byte(&b, '>');
	return buf_take(&b);
}

int
envelope_check_unsubscribe(const char *pattern, struct err *err)
{
	struct span s = span_str(pattern);
	size_t i;
	bool fits = s.n <= LIMIT_LINK / 2 &&
		(span_istarts(s, span_str("https://")) ||
		span_istarts(s, span_str("mailto:")));

	for (i = 0; i < s.n; i++)
		fits = fits && s.p[i] > ' ' && s.p[i] < 0x7f &&
			s.p[i] != '<' && s.p[i] != '>' && s.p[i] != ',';
	return fits ? 0 : err_set(err, ERR_CONFIG, "\"%s\" is no address to "
		"unsubscribe at; write it as in https://contoso.example/stop?"
		"id={id} or mailto:stop@contoso.example?subject={id}",
		pattern);
}

static unsigned
notify_bit(struct span word)
{
	static const struct {
		const char *word;
		enum smtp_notify bit;
	} table[] = {
		{ "success", SMTP_NOTIFY_SUCCESS },
		{ "failure", SMTP_NOTIFY_FAILURE },
		{ "delay", SMTP_NOTIFY_DELAY },
		{ "never", SMTP_NOTIFY_NEVER },
	};
	size_t i;

	for (i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (span_ieq_str(word, table[i].word))
			return (unsigned)table[i].bit;
	return 0;
}

int
envelope_notify(const char *words, unsigned *r, struct err *err)
{
	struct span s = span_str(words);
	unsigned all = 0, bit = 1;
	size_t at, comma;

	for (at = 0; at <= s.n && bit != 0; at = comma + 1) {
		comma = span_find_byte(s, at, ',');
		comma = comma == SPAN_NONE ? s.n : comma;
		bit = notify_bit(span_trim(span_sub(s, at, comma)));
		all |= bit;
	}
	if (bit == 0 || ((all & SMTP_NOTIFY_NEVER) &&
		all != SMTP_NOTIFY_NEVER))
		return err_set(err, ERR_CONFIG, "dsn \"%s\": write never, or "
			"some of success, failure and delay with commas "
			"between", words);
	*r = all;
	return 0;
}
