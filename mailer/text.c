/* linkseal-mailer text: the words, to be copied or opened as a draft. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "smtp/address.h"
#include "commands.h"
#include "core/limits.h"
#include "core/locale.h"
#include "core/mailto.h"
#include "invitation.h"
#include "sys/log.h"

enum format { TEXT, HTML, EML, MAILTO };

static int
read_format(const char *name, enum format *r, struct err *err)
{
	if (name == NULL || strcmp(name, "text") == 0)
		*r = TEXT;
	else if (strcmp(name, "html") == 0)
		*r = HTML;
	else if (strcmp(name, "eml") == 0)
		*r = EML;
	else if (strcmp(name, "mailto") == 0)
		*r = MAILTO;
	else
		return err_set(err, ERR_USAGE, "there is no format \"%s\"; "
			"write text, html, eml or mailto", name);
	return 0;
}

static int
write_out(struct span s, struct err *err)
{
	if (fwrite(s.p, 1, s.n, stdout) != s.n || fflush(stdout) != 0)
		return err_set(err, ERR_IO, "writing failed: %m");
	return 0;
}

static int
print_letter(const struct letter *l, enum format format, struct err *err)
{
	return write_out(span_str(format == HTML ? l->html : l->text), err);
}

static int
print_draft(const struct invitations *i, const struct recipient *to,
	struct err *err)
{
	struct buf b;
	int rc;

	buf_init(&b, 8 * LIMIT_LETTER);
	rc = invitation_message(i, to, NULL, 0, &b, err);
	if (rc == 0)
		rc = write_out(buf_span(&b), err);
	buf_deinit(&b);
	return rc;
}

static int
print_mailto(const struct letter *l, const struct recipient *to,
	struct err *err)
{
	struct buf b;
	int rc;

	/* Each byte takes three at most. */
	buf_init(&b, 4 * LIMIT_LETTER);
	mailto_write(to != NULL ? to->address : NULL, l, &b);
	if (b.n > MAILTO_SAFE)
		log_warnx("this link has %zu characters; some mail programs "
			"cut it at %d, and with it the reseller link. "
			"--format eml has no such limit", b.n, MAILTO_SAFE);
	buf_add_byte(&b, '\n');
	rc = buf_ok(&b) ? write_out(buf_span(&b), err) : err_set(err,
		ERR_LIMIT, "the letter is too long for a link");
	buf_deinit(&b);
	return rc;
}

static int
print_as(const struct invitations *i, const struct recipient *to,
	enum format format, struct err *err)
{
	struct letter l;
	const char *locale;
	int rc;

	if (invitation_letter(i, to, &l, &locale, err) < 0)
		return -1;
	if (strcmp(locale, i->locale) != 0)
		log_warnx("there is no template for %s; this is %s",
			i->locale, locale);
	if (format == EML)
		rc = print_draft(i, to, err);
	else if (format == MAILTO)
		rc = print_mailto(&l, to, err);
	else
		rc = print_letter(&l, format, err);
	letter_deinit(&l);
	return rc;
}

static int
print(const struct options *o, struct invitations *i, enum format format,
	struct err *err)
{
	struct recipients to;
	char *from = NULL;
	int rc = -1;

	recipients_init(&to);
	if (o->from != NULL && address_read(span_str(o->from), &from, err) < 0)
		goto out;
	i->from = from;
	if (o->to != NULL && recipients_add(&to, o->to, err) < 0)
		goto out;
	rc = print_as(i, to.n > 0 ? &to.list[0] : NULL, format, err);
out:
	recipients_deinit(&to);
	free(from);
	return rc;
}

int
command_text(const struct options *o, struct err *err)
{
	struct invitations i = { .vars = &o->vars };
	struct templates *t = NULL;
	struct account a;
	enum format format = TEXT;
	char *locale = NULL;
	int rc = -1;

	if (o->reseller == NULL)
		return err_set(err, ERR_USAGE, "--reseller NAME is missing");
	if (read_format(o->format, &format, err) < 0 ||
		account_open(o->config, o->registry, o->reseller, &a, err) < 0)
		return -1;
	locale = locale_name(span_str(o->locale != NULL ? o->locale :
		a.reseller->locale));
	if (locale == NULL)
		err_set(err, ERR_USAGE, "\"%s\" is no language; write it as "
			"in en or pt-BR", o->locale);
	else if (templates_open(a.config, o->template, o->logo, &t, err)
		== 0) {
		i.account = &a;
		i.templates = t;
		i.locale = locale;
		rc = print(o, &i, format, err);
	}
	templates_free(&t);
	free(locale);
	account_deinit(&a);
	return rc;
}
