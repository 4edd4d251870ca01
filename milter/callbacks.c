#include "callbacks.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "apply.h"
#include "invited.h"
#include "later.h"
#include "login.h"
#include "report.h"
#include "session.h"
#include "sys/log.h"

/* What we may do to a message, when the mail server lets us. */
#define ACTIONS (MARKS | SMFIF_CHGBODY)

/* The same for mail that comes in, whose bodies we never touch: the mail server
 * would not even let us. */
#define MARKS (SMFIF_ADDHDRS | SMFIF_CHGHDRS | SMFIF_QUARANTINE)

/* What we ask of the protocol: header values as they are, no answer to headers
 * and body pieces, and nothing of the steps that we have no callback for;
 * each saves a round trip. The same for every connection: libmilter keeps part
 * of it for the whole process. Postfix sends the macros of a step all the same,
 * the queue id of DATA among them. */
#define PROTOCOL (SMFIP_HDR_LEADSPC | SMFIP_NR_HDR | SMFIP_NR_BODY | \
	SMFIP_NOHELO | SMFIP_NODATA | SMFIP_NOEOH | SMFIP_NOUNKNOWN)

/* Recipients cross the socket only where somebody wants to know who was
 * invited, and are not answered there. */
#define WITH_RCPT SMFIP_NR_RCPT
#define WITHOUT_RCPT SMFIP_NORCPT

static struct {
	const struct mta *mta;
	struct world *world;
	struct flight *flight;
	struct tally *tally;
	struct invited *invited;
	/* Of the protocol, what was agreed on last. A context that is used
	 * again after close has no negotiation of its own, and the private
	 * data is gone; what it agreed on then still holds. */
	atomic_ulong agreed;
} filter;

void
callbacks_use(const struct mta *mta, struct world *world,
	struct flight *flight, struct tally *tally, struct invited *invited)
{
	filter.mta = mta;
	filter.world = world;
	filter.flight = flight;
	filter.tally = tally;
	filter.invited = invited;
}

static struct session *
session_of(SMFICTX *ctx)
{
	return filter.mta->getpriv(ctx);
}

static void
take_agreement(struct session *s)
{
	unsigned long agreed = atomic_load(&filter.agreed);

	s->leading_space = agreed & SMFIP_HDR_LEADSPC;
	s->quiet_header = agreed & SMFIP_NR_HDR;
	s->quiet_body = agreed & SMFIP_NR_BODY;
	s->quiet_rcpt = agreed & SMFIP_NR_RCPT;
}

/* Makes a session if there is none; NULL when it can't be kept. */
static struct session *
need_session(SMFICTX *ctx)
{
	struct session *s = session_of(ctx);

	if (s == NULL) {
		s = session_new(filter.world, filter.flight);
		take_agreement(s);
		if (filter.mta->setpriv(ctx, s) != MI_SUCCESS) {
			session_free(&s);
			return NULL;
		}
		atomic_fetch_add(&filter.tally->connections, 1);
		atomic_fetch_add(&filter.tally->connections_open, 1);
	}
	return s;
}

/* Only the macros that we read need cross the socket. A mail server that does
 * not let us choose sends what its configuration says, and that holds them. */
static void
choose_macros(SMFICTX *ctx, unsigned long offered)
{
	if (!(offered & SMFIF_SETSYMLIST))
		return;
	if (filter.mta->setsymlist(ctx, SMFIM_ENVFROM, "i v {auth_authen}") !=
	    MI_SUCCESS || filter.mta->setsymlist(ctx, SMFIM_EOM, "i") !=
	    MI_SUCCESS)
		log_debug("the mail server takes no list of macros");
}

static sfsistat
on_negotiate(SMFICTX *ctx, unsigned long f0, unsigned long f1,
	unsigned long f2, unsigned long f3, unsigned long *pf0,
	unsigned long *pf1, unsigned long *pf2, unsigned long *pf3)
{
	struct session *s = need_session(ctx);

	(void)f2;
	(void)f3;
	if (s == NULL)
		return SMFIS_REJECT;
	choose_macros(ctx, f0);
	*pf0 = f0 & (s->inbound ? MARKS : ACTIONS);
	*pf1 = f1 & (PROTOCOL | (s->record ? WITH_RCPT : WITHOUT_RCPT));
	*pf2 = *pf3 = 0;
	atomic_store(&filter.agreed, *pf1);
	take_agreement(s);
	return SMFIS_CONTINUE;
}

static sfsistat
on_connect(SMFICTX *ctx, char *hostname, _SOCK_ADDR *address)
{
	struct session *s = need_session(ctx);

	(void)hostname;
	if (s == NULL)
		return SMFIS_TEMPFAIL;
	session_connect(s, address);
	return SMFIS_CONTINUE;
}

/* Ends a message, if there is one, that was not decided on. */
static void
give_up(SMFICTX *ctx, struct session *s, enum tally_end how)
{
	static const char *const words[TALLY_ENDS] = {
		[TALLY_ABORTED] = "verdict=none reason=aborted",
		[TALLY_LOST] = "verdict=none reason=connection-lost",
		[TALLY_STOPPING] = "verdict=tempfail reason=stopping",
	};
	struct buf line;

	if (s == NULL || s->mail == NULL)
		return;
	buf_init(&line, REPORT_MAX);
	report_unfinished(filter.mta->getsymval(ctx, "i"), words[how],
		s->mail, &line);
	if (how == TALLY_LOST)
		later_add(buf_str(&line));
	else
		log_info("%s", buf_str(&line));
	buf_deinit(&line);
	atomic_fetch_add(&filter.tally->unfinished[how], 1);
	session_end_mail(s);
}

/* The filter is being stopped: what begins now might not get to its end. The
 * code must fit the answer, or it is ignored. */
static sfsistat
put_off(SMFICTX *ctx, struct session *s)
{
	if (filter.mta->setreply(ctx, "451", "4.3.2",
	    "The mail filter is being restarted, try again") != MI_SUCCESS)
		log_debug("the mail server takes no reply");
	give_up(ctx, s, TALLY_STOPPING);
	return SMFIS_TEMPFAIL;
}

static sfsistat
accept_nobody(void)
{
	tally_nobody(filter.tally);
	log_debug("verdict=pass reason=%s", policy_reason_text(REASON_NOBODY));
	return SMFIS_ACCEPT;
}

/* The caller frees; NULL: nobody logged in. */
static char *
login_of(SMFICTX *ctx)
{
	/* The next look-up may free what this one found. */
	char *macro = login_read(filter.mta->getsymval(ctx, "{auth_authen}"),
		NULL);
	char *login;

	if (macro == NULL || strchr(macro, '+') == NULL)
		return macro;
	login = login_read(macro, filter.mta->getsymval(ctx, "v"));
	free(macro);
	return login;
}

/* False: the mail is nobody's. */
static bool
begin_mail(SMFICTX *ctx, struct session *s, const char *argument)
{
	char *login = login_of(ctx);
	bool known = session_mail(s, argument, login);

	free(login);
	return known;
}

static sfsistat
on_envfrom(SMFICTX *ctx, char **argv)
{
	struct session *s = need_session(ctx);

	if (s == NULL)
		return SMFIS_TEMPFAIL;
	give_up(ctx, s, TALLY_ABORTED);
	if (argv == NULL || argv[0] == NULL || !begin_mail(ctx, s, argv[0]))
		return accept_nobody();
	if (flight_closed(filter.flight))
		return put_off(ctx, s);
	return SMFIS_CONTINUE;
}

static sfsistat
on_envrcpt(SMFICTX *ctx, char **argv)
{
	struct session *s = session_of(ctx);

	if (s == NULL)
		return SMFIS_TEMPFAIL;
	if (argv && argv[0])
		session_rcpt(s, argv[0]);
	return s->quiet_rcpt ? SMFIS_NOREPLY : SMFIS_CONTINUE;
}

static sfsistat
on_header(SMFICTX *ctx, char *name, char *value)
{
	struct session *s = session_of(ctx);

	if (s == NULL)
		return SMFIS_TEMPFAIL;
	session_header(s, name, value);
	return s->quiet_header ? SMFIS_NOREPLY : SMFIS_CONTINUE;
}

static sfsistat
on_body(SMFICTX *ctx, unsigned char *p, size_t n)
{
	struct session *s = session_of(ctx);

	if (s == NULL)
		return SMFIS_TEMPFAIL;
	session_body(s, (struct span){ p, n });
	return s->quiet_body ? SMFIS_NOREPLY : SMFIS_CONTINUE;
}

static void
record(SMFICTX *ctx, const struct mail *m, sfsistat status)
{
	struct report r = {
		.queue_id = filter.mta->getsymval(ctx, "i"),
		.sender = m->sender,
		.login = m->login,
		.judgement = m->judgement,
		.error = &m->error,
		.applied = status != SMFIS_TEMPFAIL ||
			m->judgement->decision.verdict == VERDICT_TEMPFAIL,
		.ms = session_ms(m),
	};
	struct buf line;

	buf_init(&line, REPORT_MAX);
	report_line(&r, &line);
	log_info("%s", buf_str(&line));
	buf_deinit(&line);
	tally_message(filter.tally, m->judgement, m->size, m->judged_us);
	if (!r.applied)
		atomic_fetch_add(&filter.tally->not_applied, 1);
}

/* It is the mail server's from now on, as far as a filter can know. */
static void
pass(const struct mail *m, sfsistat status)
{
	if (status != SMFIS_CONTINUE || m->to.n == 0)
		return;
	invited_pass(filter.invited, m->judgement, buf_span(&m->to),
		time(NULL));
	if (!m->to_all)
		atomic_fetch_add(&filter.tally->invited_dropped, 1);
}

static sfsistat
decide(SMFICTX *ctx, struct session *s)
{
	sfsistat status;

	session_judge(s);
	status = apply_judgement(filter.mta, ctx, s->mail->message,
		s->mail->judgement, s->leading_space);
	record(ctx, s->mail, status);
	pass(s->mail, status);
	session_end_mail(s);
	flight_decided(filter.flight);
	return status;
}

static sfsistat
on_eom(SMFICTX *ctx)
{
	struct session *s = session_of(ctx);

	/* A message that we did not see begin: never let it through unseen. */
	if (s == NULL || s->mail == NULL)
		return SMFIS_TEMPFAIL;
	if (!flight_decide(filter.flight))
		return put_off(ctx, s);
	return decide(ctx, s);
}

static sfsistat
on_abort(SMFICTX *ctx)
{
	give_up(ctx, session_of(ctx), TALLY_ABORTED);
	return SMFIS_CONTINUE;
}

/* The context may be used again for another client: leave NULL in it. */
static sfsistat
on_close(SMFICTX *ctx)
{
	struct session *s = session_of(ctx);

	if (s)
		atomic_fetch_sub(&filter.tally->connections_open, 1);
	give_up(ctx, s, TALLY_LOST);
	session_free(&s);
	filter.mta->setpriv(ctx, NULL);
	return SMFIS_CONTINUE;
}

const struct smfiDesc callbacks_desc = {
	.xxfi_name = "linkseal-milter",
	.xxfi_version = SMFI_VERSION,
	.xxfi_flags = ACTIONS,
	.xxfi_connect = on_connect,
	.xxfi_envfrom = on_envfrom,
	.xxfi_envrcpt = on_envrcpt,
	.xxfi_header = on_header,
	.xxfi_body = on_body,
	.xxfi_eom = on_eom,
	.xxfi_abort = on_abort,
	.xxfi_close = on_close,
	.xxfi_negotiate = on_negotiate,
};
