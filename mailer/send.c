/* linkseal-mailer send: one address or a list; only shows without --send. */
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "audience.h"
#include "campaign.h"
#include "commands.h"
#include "core/limits.h"
#include "core/locale.h"
#include "delivery.h"
#include "journal_place.h"
#include "plan.h"
#include "proof.h"
#include "record.h"
#include "single.h"
#include "smtp/address.h"
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
	char *bounce;
	char *campaign;
	char *journal_path;
	int nowhere;		/* the journal of a test; -1: it is none */
	struct buf list;	/* the file of recipients */
};

/* Told apart from the campaign's, and from other tests of it. */
static char *
test_campaign(void)
{
	struct buf b;

	buf_init(&b, LIMIT_CAMPAIGN);
	buf_printf(&b, "test-%lld", (long long)time(NULL));
	return buf_take(&b);
}

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
	int rc;

	if (o->to != NULL)
		return recipients_add(&s->recipients, o->to, err);
	faults_init(&p);
	rc = file_read(o->recipients, &s->list, err);
	if (rc == 0) {
		recipients_read(&s->recipients, o->recipients,
			buf_span(&s->list), &p);
		fputs(buf_str(&p.text), stderr);
		if (p.n > 0)
			rc = err_set(err, ERR_DATA, "%s: %zu faults; nothing "
				"was sent", o->recipients, p.n);
	}
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
read_bounce(struct send *s, struct err *err)
{
	const char *bounce = s->o->bounce != NULL ? s->o->bounce :
		s->account.config->mailer.bounce;

	if (bounce == NULL)
		bounce = s->from;
	if (address_read(span_str(bounce), &s->bounce, err) < 0)
		return err_prefix(err, "--bounce %s", bounce);
	return 0;
}

static int
read_unsubscribe(struct send *s, struct err *err)
{
	const char *pattern = s->o->unsubscribe != NULL ? s->o->unsubscribe :
		s->account.config->mailer.unsubscribe;

	s->invitations.unsubscribe = pattern;
	return pattern == NULL ? 0 : envelope_check_unsubscribe(pattern, err);
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

/* Where to note what happens. */
static int
choose_journal(struct send *s, struct err *err)
{
	if (s->o->test_to != NULL) {
		s->campaign = test_campaign();
		return journal_place_nowhere(&s->journal_path, &s->nowhere,
			err);
	}
	s->campaign = s->o->campaign != NULL ? buf_strdup(s->o->campaign) :
		default_campaign(s);
	return journal_place(s->account.config->mailer.state, s->campaign,
		JOURNAL_SUFFIX, &s->journal_path, err);
}

static int
prepare(struct send *s, struct err *err)
{
	const struct config *c = s->account.config;

	if (read_from(s, err) < 0 || read_bounce(s, err) < 0 ||
		read_locale(s, err) < 0 ||
		templates_open(c, s->o->template, s->o->logo, &s->templates,
			err) < 0 ||
		read_recipients(s, err) < 0 ||
		(s->o->test_to != NULL && recipients_redirect(&s->recipients,
			s->o->test_to, err) < 0))
		return -1;
	if (s->o->test_to == NULL && single_check(&s->account, &s->recipients,
		err) < 0)
		return -1;
	s->invitations = (struct invitations){ .account = &s->account,
		.templates = s->templates, .locale = s->locale,
		.vars = &s->o->vars, .from = s->from };
	if (read_unsubscribe(s, err) < 0)
		return -1;
	return choose_journal(s, err);
}

/* Every mail that is still to be sent, before the first goes out. */
static int
judge_all(struct send *s, struct err *err)
{
	struct proof p = { .invitations = &s->invitations,
		.recipients = &s->recipients, .campaign = s->campaign,
		.retry_unknown = s->o->retry_unknown,
		.file = s->o->recipients };
	struct journal *j;
	int rc;

	if (journal_read(s->journal_path, &j, err) < 0)
		return -1;
	p.states = journal_states(j);
	rc = proof_all(&p, err);
	journal_free(&j);
	return rc;
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
	bool want;

	if (show_first(s, &r->list[0], err) < 0 ||
		journal_read(s->journal_path, &j, err) < 0)
		return -1;
	for (i = 0; i < r->n; i++) {
		e = states_find(journal_states(j), r->list[i].key);
		want = states_want(e, s->o->retry_unknown) &&
			(s->o->limit == 0 || wanted < s->o->limit);
		wanted += want;
		printf("%s %s%s%s\n", want ? "send" : "skip",
			r->list[i].address, e == NULL ? "" : ": ",
			e == NULL ? "" : state_name(e->state));
	}
	printf("\nNothing was sent. With --send, %zu of %zu would be sent to "
		"(campaign %s).\n", wanted, r->n, s->campaign);
	journal_free(&j);
	return EX_OK;
}

/* From the name of a campaign alone one can go on with it. */
static int
write_plan(struct send *s, struct err *err)
{
	if (s->o->resumed || s->o->test_to != NULL)
		return 0;
	return plan_write(s->account.config->mailer.state, s->campaign, s->o,
		buf_span(&s->list), err);
}

static int
send_all(struct send *s, struct err *err)
{
	const struct config_mailer *m = &s->account.config->mailer;
	struct campaign c = { .name = s->campaign,
		.invitations = &s->invitations,
		.recipients = &s->recipients,
		.envelope = { s->bounce, s->o->verp || m->verp },
		.limit = s->o->limit,
		.retry_unknown = s->o->retry_unknown };
	struct record *record = NULL;
	int rc;

	if (journal_open(s->journal_path, s->account.reseller->name,
		&c.journal, err) < 0)
		return -1;
	rc = write_plan(s, err);
	buf_deinit(&s->list);
	if (rc == 0 && m->record && s->o->test_to == NULL)
		record = record_begin(s->journal_path,
			s->account.config->registry);
	if (rc == 0)
		rc = delivery_run(&c, s->o, s->account.config, err);
	record_end(&record, s->campaign);
	journal_free(&c.journal);
	return rc;
}

/* What is no fault. */
static void
tell_notes(const struct send *s)
{
	struct buf b;

	buf_init(&b, LIMIT_FAULTS);
	buf_add(&b, buf_span(&s->recipients.notes.text));
	audience_look(&s->recipients, s->o->recipients, s->from,
		s->account.reseller->provider->name, s->account.row.region,
		&b);
	fputs(buf_str(&b), stderr);
	if (!buf_ok(&b))
		fputs("… and more of that kind\n", stderr);
	buf_deinit(&b);
}

int
command_send(const struct options *o, struct err *err)
{
	struct send s = { .o = o, .nowhere = -1 };
	int rc = -1;

	if (check_options(o, err) < 0 || account_open(o->config, o->registry,
		o->reseller, &s.account, err) < 0)
		return -1;
	recipients_init(&s.recipients);
	buf_init(&s.list, CSV_SIZE_MAX);
	if (prepare(&s, err) == 0 && judge_all(&s, err) == 0) {
		tell_notes(&s);
		rc = o->send ? send_all(&s, err) : dry_run(&s, err);
	}
	free(s.journal_path);
	if (s.nowhere >= 0)
		close(s.nowhere);
	free(s.campaign);
	free(s.locale);
	free(s.bounce);
	free(s.from);
	buf_deinit(&s.list);
	recipients_deinit(&s.recipients);
	templates_free(&s.templates);
	account_deinit(&s.account);
	return rc;
}
