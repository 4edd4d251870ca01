#include "code.h"

#include <sodium.h>
#include <string.h>

#include "core/compose.h"
#include "core/encoded_word.h"
#include "core/transfer.h"
#include "page.h"
#include "site.h"

#define MAIL_MAX (64 * 1024)

/* "12345678" as "1234 5678", which is easier to type. */
static void
in_groups(const char *code, char out[SIGNIN_DIGITS + 2])
{
	memcpy(out, code, SIGNIN_DIGITS / 2);
	out[SIGNIN_DIGITS / 2] = ' ';
	memcpy(out + SIGNIN_DIGITS / 2 + 1, code + SIGNIN_DIGITS / 2,
		SIGNIN_DIGITS / 2 + 1);
}

static void
add_text(struct visit *v, struct buf *out)
{
	page_plain(v, WORD_MAIL_LEAD, out);
	buf_printf(out, "\n\n    %s\n\n", v->values[VALUE_CODE]);
	page_plain(v, WORD_MAIL_USE, out);
	buf_add_str(out, "\n\n");
	page_plain(v, WORD_MAIL_IGNORE, out);
	buf_add_str(out, "\n");
}

/* No header of an invitation: the filter has no business with it. */
static int
add_mail(struct visit *v, const char *to, struct buf *out, struct err *err)
{
	const char *from = v->config->mailer.from ? v->config->mailer.from :
		"postmaster@localhost";
	struct buf text, subject, body;
	const char *encoding;
	int rc;

	buf_init(&text, MAIL_MAX);
	buf_init(&body, MAIL_MAX);
	buf_init(&subject, MAIL_MAX);
	add_text(v, &text);
	page_plain(v, WORD_MAIL_SUBJECT, &subject);
	encoding = transfer_encode(buf_span(&text), &body);
	compose_date(out, (time_t)v->now);
	rc = encoded_word_mailbox(out, "From", span_str(
		language_words(v->language, WORD_SITE)), from, err);
	if (rc == 0)
		rc = encoded_word_mailbox(out, "To", span_str(""), to, err);
	if (rc == 0)
		rc = encoded_word_field(out, "Subject", buf_span(&subject),
			err);
	buf_printf(out, "Message-ID: <%08x%08x.%lld@%s>\r\n"
		"Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
		"Content-Language: %s\r\n"
		"Content-Type: text/plain; charset=utf-8\r\n"
		"Content-Transfer-Encoding: %s\r\n\r\n", randombytes_random(),
		randombytes_random(), (long long)v->now,
		strrchr(from, '@') + 1, language_locale(v->language), encoding);
	buf_add(out, buf_span(&body));
	sodium_memzero(text.p, text.n);
	buf_deinit(&text);
	buf_deinit(&subject);
	buf_deinit(&body);
	return rc;
}

static int
mail_code(struct visit *v, const char *address, const char *code,
	struct err *err)
{
	char groups[SIGNIN_DIGITS + 2];
	struct buf message;
	int rc;

	in_groups(code, groups);
	v->values[VALUE_CODE] = groups;
	v->values[VALUE_ADDRESS] = address;
	buf_init(&message, MAIL_MAX);
	rc = add_mail(v, address, &message, err);
	v->values[VALUE_CODE] = NULL;
	sodium_memzero(groups, sizeof groups);
	if (rc == 0 && !site_mail(v->site, buf_strdup(address),
	    buf_strdup(buf_str(&message))))
		rc = err_set(err, ERR_TEMP, "too many mails are waiting for "
			"the mail server");
	sodium_memzero(message.p, message.n);
	buf_deinit(&message);
	return rc;
}

int
code_send(struct visit *v, const char *address, const char *role,
	enum code_result *result_r, struct err *err)
{
	char code[SIGNIN_DIGITS + 1];
	int rc;

	*result_r = CODE_MANY;
	if (!site_may(v->site, SITE_CODE, v->q->visitor))
		return 0;
	if (signin_code(v->r, address, role, v->now, code, err) < 0)
		return err->kind == ERR_LIMIT ? 0 : -1;
	*result_r = CODE_SENT;
	rc = mail_code(v, address, code, err);
	sodium_memzero(code, sizeof code);
	return rc;
}
