/* linkseal-mailer send: one address or a list; only shows without --send. */
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "smtp/address.h"
#include "campaign.h"
#include "commands.h"
#include "core/limits.h"
#include "core/locale.h"
#include "delivery.h"
#include "sys/file.h"
#include "sys/log.h"

/* A million recipients. */
#define CSV_SIZE_MAX (128 * 1024 * 1024)

struct send {
	const struct options *o;
	struct account account;
	struct templates *templates;
	struct invitations invitations;
	struct recipients recipients;
	char *locale;
	char *from;
	char *campaign;
	char *journal_path;
};

/* A name that the same command gives again: the reseller and what was asked
 * for, told apart by a hash. */
static char *
default_campaign(const struct send *s)
{
	unsigned char hash[8];
	char hex[2 * sizeof(hash) + 1];
	const char *what = s->o->recipients;
	char *path = what != NULL ? realpath(what, NULL) :
		buf_strdup(s->recipients.list[0].key);
	const char *seed = path != NULL ? path : what;
	struct buf b;

	crypto_generichash(hash, sizeof(hash), (const unsigned char *)seed,
		strlen(seed), NULL, 0);
	sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
	free(path);
	buf_init(&b, LIMIT_CAMPAIGN);
	buf_printf(&b, "%s-%.8s", s->account.reseller->name, hex);
	return buf_take(&b);
}

static int
read_recipients(struct send *s, struct err *err)
{
	const struct options *o = s->o;
	struct faults p;
	struct buf b;
	int rc;

	if (o->to != NULL)
		return recipients_add(&s->recipients, o->to, err);
	faults_init(&p);
	buf_init(&b, CSV_SIZE_MAX);
	rc = file_read(o->recipients, &b, err);
	if (rc == 0) {
		recipients_read(&s->recipients, o->recipients, buf_span(&b),
			&p);
		fputs(buf_str(&p.text), stderr);
		if (p.n > 0)
			rc = err_set(err, ERR_DATA, "%s: %zu faults; nothing "
				"was sent", o->recipients, p.n);
	}
	buf_deinit(&b);
	faults_deinit(&p);
	return rc;
}

static int
check_options(const struct options *o, struct err *err)
{
	if (o->reseller == NULL)
		return err_set(err, ERR_USAGE, "--reseller NAME is missing");
	if ((o->to == NULL) == (o->recipients == NULL))
		return err_set(err, ERR_USAGE, "give either --to ADDRESS or "
			"--recipients FILE");
	return 0;
}

static int
read_from(struct send *s, struct err *err)
{
	const char *from = s->o->from != NULL ? s->o->from :
		s->account.config->mailer.from;

	if (from == NULL)
		return err_set(err, ERR_CONFIG, "who writes? Give --from "
			"ADDRESS, or set from in the section mailer of the "
			"configuration");
	if (address_read(span_str(from), &s->from, err) < 0)
		return err_prefix(err, "--from %s", from);
	return 0;
}

static int
read_locale(struct send *s, struct err *err)
{
	s->locale = locale_name(span_str(s->o->locale != NULL ? s->o->locale :
		s->account.reseller->locale));
	if (s->locale == NULL)
		return err_set(err, ERR_USAGE, "\"%s\" is no language; write "
			"it as in en or pt-BR", s->o->locale);
	return 0;
}

static int
prepare(struct send *s, struct err *err)
{
	const struct config *c = s->account.config;

	if (read_from(s, err) < 0 || read_locale(s, err) < 0 ||
		templates_open(c, s->o->template, s->o->logo, &s->templates,
			err) < 0 ||
		read_recipients(s, err) < 0)
		return -1;
	if (s->recipients.n > 1 && !s->account.reseller->provider->reusable)
		return err_set(err, ERR_DATA, "a link of the provider %s is "
			"for one customer only; send it with --to",
			s->account.reseller->provider->name);
	s->campaign = s->o->campaign != NULL ? buf_strdup(s->o->campaign) :
		default_campaign(s);
	s->invitations = (struct invitations){ &s->account, s->templates,
		s->locale, &s->o->vars, s->from };
	return journal_path(c->mailer.state, s->campaign, &s->journal_path,
		err);
}

/* The mail to one of them, as it will be but for its date. */
static int
check_one(struct send *s, const struct recipient *to, struct buf *b,
	struct err *err)
{
	char *id = campaign_message_id(s->campaign, to->key,
		address_domain(s->from));
	int rc;

	buf_reset(b);
	rc = invitation_message(&s->invitations, to, id, 0, b, err);
	if (rc == 0)
		rc = invitation_judge(&s->invitations, buf_span(b), err);
	free(id);
	return rc;
}

/* Every mail, before the first goes out. */
static int
check_all(struct send *s, struct err *err)
{
	const struct recipients *r = &s->recipients;
	size_t faults = 0, i;
	struct buf b;

	buf_init(&b, 8 * LIMIT_LETTER);
	for (i = 0; i < r->n; i++) {
		if (check_one(s, &r->list[i], &b, err) == 0)
			continue;
		faults++;
		if (r->list[i].line > 0)
			fprintf(stderr, "%s:%zu: %s: %s\n", s->o->recipients,
				r->list[i].line, r->list[i].address,
				err->text);
	}
	buf_deinit(&b);
	if (faults > 0 && s->o->recipients != NULL)
		return err_set(err, ERR_DATA, "%zu of %zu mails can't be "
			"sent; nothing was sent", faults, r->n);
	return faults > 0 ? -1 : 0;
}

static int
show_first(struct send *s, const struct recipient *to, struct err *err)
{
	struct letter l;
	const char *locale;

	if (invitation_letter(&s->invitations, to, &l, &locale, err) < 0)
		return -1;
	printf("From: %s\nTo: %s\nSubject: %s\nLanguage: %s\n\n%s\n",
		s->from, to->address, l.subject, locale, l.text);
	letter_deinit(&l);
	return 0;
}

static int
dry_run(struct send *s, struct err *err)
{
	const struct recipients *r = &s->recipients;
	const struct state_entry *e;
	struct journal *j;
	size_t wanted = 0, i;

	if (show_first(s, &r->list[0], err) < 0 ||
		journal_read(s->journal_path, &j, err) < 0)
		return -1;
	for (i = 0; i < r->n; i++) {
		e = states_find(journal_states(j), r->list[i].key);
		wanted += campaign_wants(e);
		printf("%s %s%s%s\n", campaign_wants(e) ? "send" : "skip",
			r->list[i].address, e == NULL ? "" : ": ",
			e == NULL ? "" : state_name(e->state));
	}
	printf("\nNothing was sent. With --send, %zu of %zu would be sent to "
		"(campaign %s).\n", wanted, r->n, s->campaign);
	journal_free(&j);
	return EX_OK;
}

static int
send_all(struct send *s, struct err *err)
{
	struct campaign c = { .name = s->campaign,
		.invitations = &s->invitations,
		.recipients = &s->recipients,
		.backoff = s->o->backoff, .out = stdout };
	int rc;

	if (journal_open(s->journal_path, s->account.reseller->name,
		&c.journal, err) < 0)
		return -1;
	rc = delivery_run(&c, s->o, s->account.config, err);
	journal_free(&c.journal);
	return rc;
}

int
command_send(const struct options *o, struct err *err)
{
	struct send s = { .o = o };
	int rc = -1;

	if (check_options(o, err) < 0 || account_open(o->config, o->registry,
		o->reseller, &s.account, err) < 0)
		return -1;
	recipients_init(&s.recipients);
	if (prepare(&s, err) == 0 && check_all(&s, err) == 0) {
		fputs(buf_str(&s.recipients.notes.text), stderr);
		rc = o->send ? send_all(&s, err) : dry_run(&s, err);
	}
	free(s.journal_path);
	free(s.campaign);
	free(s.locale);
	free(s.from);
	recipients_deinit(&s.recipients);
	templates_free(&s.templates);
	account_deinit(&s.account);
	return rc;
}
