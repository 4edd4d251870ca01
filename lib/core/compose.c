#include "core/compose.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "core/encoded_word.h"
#include "core/label.h"
#include "core/transfer.h"

#define BOUNDARY_BYTES 16
/* "=_" can't occur in quoted-printable or base64, so no body can hold it.
 * Neither is the beginning of the other: some parsers look no further. */
#define BOUNDARY_PREFIX "=_"
#define RELATED_PREFIX "=_r"
#define BOUNDARY_SIZE (sizeof(RELATED_PREFIX) + 2 * BOUNDARY_BYTES)

struct marks {
	char alternative[BOUNDARY_SIZE];
	char related[BOUNDARY_SIZE];
};

static void
make_marks(const struct letter *l, struct marks *m)
{
	unsigned char hash[BOUNDARY_BYTES];
	char hex[2 * BOUNDARY_BYTES + 1];
	struct span text = span_str(l->text);

	/* The page has the same words, and is three times as long. */
	crypto_generichash(hash, sizeof(hash), text.p, text.n, NULL, 0);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	snprintf(m->alternative, BOUNDARY_SIZE, BOUNDARY_PREFIX "%s", hex);
	snprintf(m->related, BOUNDARY_SIZE, RELATED_PREFIX "%s", hex);
}

void
compose_date(struct buf *out, time_t date)
{
	static const char days[] = "SunMonTueWedThuFriSat";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	struct tm tm;

	gmtime_r(&date, &tm);
	buf_printf(out, "Date: %.3s, %02d %.3s %04d %02d:%02d:%02d +0000\r\n",
		days + 3 * tm.tm_wday, tm.tm_mday, months + 3 * tm.tm_mon,
		tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static int
add_mailbox(struct buf *out, const char *field, const char *name,
	const char *address, struct err *err)
{
	if (address == NULL)
		return 0;
	return encoded_word_mailbox(out, field, span_str(name), address, err);
}

/* RFC 2369 and RFC 8058. As it stands, too: neither folded nor encoded. */
static void
add_unsubscribe(struct buf *out, const char *value)
{
	buf_printf(out, "List-Unsubscribe: %s\r\n", value);
	if (span_istarts(span_str(value), span_str("<https:")))
		buf_add_str(out, "List-Unsubscribe-Post: "
			"List-Unsubscribe=One-Click\r\n");
}

static int
add_header(const struct compose *c, const struct letter *l, const char *mark,
	struct buf *out, struct err *err)
{
	if (!c->draft)
		compose_date(out, c->date);
	if (add_mailbox(out, "From", c->from_name, c->from, err) < 0 ||
		add_mailbox(out, "To", c->to_name, c->to, err) < 0 ||
		encoded_word_field(out, "Subject", span_str(l->subject),
			err) < 0)
		return -1;
	/* Never folded or encoded: some readers compare it as it stands. */
	if (!c->draft)
		buf_printf(out, "Message-ID: %s\r\n", c->message_id);
	if (encoded_word_field(out, "Content-Language", span_str(c->locale),
			err) < 0 ||
		encoded_word_field(out, LABEL_INVITATION,
			span_str(c->locale), err) < 0 ||
		encoded_word_field(out, LABEL_RESELLER,
			span_str(c->reseller), err) < 0)
		return -1;
	if (c->draft)
		buf_add_str(out, "X-Unsent: 1\r\n");
	else if (c->unsubscribe != NULL)
		add_unsubscribe(out, c->unsubscribe);
	buf_printf(out, "MIME-Version: 1.0\r\n"
		"Content-Type: multipart/alternative;\r\n"
		" boundary=\"%s\"\r\n\r\n", mark);
	return 0;
}

static void
add_part(const struct compose *c, const char *mark, const char *subtype,
	const char *body, struct buf *out)
{
	struct buf encoded;
	const char *encoding;

	buf_init(&encoded, out->max);
	encoding = c->memory == NULL ?
		transfer_encode(span_str(body), &encoded) :
		letter_memory_encode(c->memory, subtype, span_str(body),
			&encoded);
	buf_printf(out, "--%s\r\nContent-Type: text/%s; charset=utf-8\r\n"
		"Content-Transfer-Encoding: %s\r\n\r\n", mark, subtype,
		encoding);
	buf_add(out, buf_span(&encoded));
	if (!buf_ok(&encoded))
		out->over = true;
	buf_deinit(&encoded);
}

/* "image/png" is logo.png. */
static void
add_logo(struct buf *out, const char *mark, const struct image *logo)
{
	const char *kind = strchr(logo->type, '/') + 1;

	buf_printf(out, "\r\n--%s\r\nContent-Type: %s; name=\"logo.%s\"\r\n"
		"Content-Transfer-Encoding: base64\r\n"
		"Content-ID: <" LETTER_LOGO_ID ">\r\n"
		"Content-Disposition: inline; filename=\"logo.%s\"\r\n\r\n",
		mark, logo->type, kind, kind);
	transfer_base64(logo->bytes, out);
}

static void
add_page(const struct compose *c, const struct letter *l,
	const struct marks *m, struct buf *out)
{
	if (c->logo == NULL) {
		add_part(c, m->alternative, "html", l->html, out);
		return;
	}
	buf_printf(out, "--%s\r\nContent-Type: multipart/related;\r\n"
		" type=\"text/html\"; boundary=\"%s\"\r\n\r\n",
		m->alternative, m->related);
	add_part(c, m->related, "html", l->html, out);
	add_logo(out, m->related, c->logo);
	buf_printf(out, "\r\n--%s--\r\n", m->related);
}

int
compose_message(const struct compose *c, const struct letter *l,
	struct buf *out, struct err *err)
{
	struct marks m;

	make_marks(l, &m);
	if (add_header(c, l, m.alternative, out, err) < 0)
		return -1;
	add_part(c, m.alternative, "plain", l->text, out);
	buf_add_str(out, "\r\n");
	add_page(c, l, &m, out);
	buf_printf(out, "\r\n--%s--\r\n", m.alternative);
	if (!buf_ok(out))
		return err_set(err, ERR_LIMIT, "the message is too large; "
			"shorten the template");
	return 0;
}
