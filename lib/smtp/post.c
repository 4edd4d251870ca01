#include "smtp/post.h"

#include <pthread.h>
#include <stdlib.h>

#include "core/buf.h"
#include "smtp/address.h"
#include "smtp/halt.h"
#include "smtp/route.h"

struct post {
	struct halt *halt;
	pthread_mutex_t lock;
	struct route route;
};

/* The one mail, as the transport asks for it. */
struct errand {
	struct smtp_mail mail;
	bool given;
	struct smtp_result result;
};

int
post_open(const struct config_mailer *c, struct post **p_r, struct err *err)
{
	struct post *p = buf_zalloc(sizeof(*p));

	smtp_start();
	pthread_mutex_init(&p->lock, NULL);
	if (route_init(&p->route, c, NULL, NULL, err) < 0 ||
		route_login(&p->route, err) < 0 ||
		halt_new(&p->halt, err) < 0) {
		post_close(&p);
		return -1;
	}
	*p_r = p;
	return 0;
}

void
post_close(struct post **p)
{
	if (*p == NULL)
		return;
	route_deinit(&(*p)->route);
	halt_free(&(*p)->halt);
	pthread_mutex_destroy(&(*p)->lock);
	free(*p);
	*p = NULL;
	smtp_stop();
}

void
post_halt(struct post *p)
{
	halt_call(p->halt);
}

static bool
next_mail(void *ctx, struct smtp_mail *mail_r)
{
	struct errand *e = ctx;

	if (e->given)
		return false;
	e->given = true;
	*mail_r = e->mail;
	return true;
}

static int
mail_handed(void *ctx)
{
	(void)ctx;
	return 0;
}

static void
mail_done(void *ctx, const struct smtp_result *result)
{
	((struct errand *)ctx)->result = *result;
}

static int
explain(const struct errand *e, int rc, struct err *err)
{
	const char *text = e->result.text;

	switch (e->result.outcome) {
	case SMTP_ACCEPTED:
		return 0;
	case SMTP_REFUSED:
		return err_set(err, ERR_DATA, "it was refused: %s", text);
	case SMTP_DEFERRED:
		return err_set(err, ERR_TEMP, "the server asks to try again "
			"later: %s", text);
	case SMTP_UNKNOWN:
		return err_set(err, ERR_IO, "whether it arrived is unknown: "
			"%s", text);
	case SMTP_NOT_TRIED:
		break;
	}
	return rc < 0 ? rc : err_set(err, ERR_UNAVAILABLE, "the server took "
		"no mail");
}

static int
hand_over(struct post *p, struct errand *e, struct err *err)
{
	struct smtp_source source = { e, next_mail, mail_handed, mail_done };

	if (route_choose(&p->route, address_is_ascii(e->mail.to) ? 0 :
		SMTP_NEED_UTF8, err) < 0 || route_reach(&p->route, err) < 0)
		return -1;
	return p->route.transport->run(&p->route.settings, &source, err);
}

static int
run_errand(struct post *p, struct errand *e, struct err *err)
{
	int rc;

	pthread_mutex_lock(&p->lock);
	halt_heed(p->halt);
	rc = halt_now() ? -1 : hand_over(p, e, err);
	halt_heed(NULL);
	pthread_mutex_unlock(&p->lock);
	if (e->result.outcome == SMTP_NOT_TRIED && halt_is_called(p->halt))
		return err_set(err, ERR_UNAVAILABLE, "told to stop before "
			"the server took it");
	return explain(e, rc, err);
}

static const char *
sender(const struct config_mailer *c)
{
	return c->bounce != NULL ? c->bounce : c->from;
}

int
post_send(struct post *p, const char *to, struct span message,
	struct err *err)
{
	const char *from = sender(p->route.config);
	struct errand e = { .mail.bytes = message };
	char *from_checked = NULL, *to_checked = NULL;
	int rc = -1;

	if (from == NULL)
		return err_set(err, ERR_CONFIG, "who writes? Set from in the "
			"section mailer of the configuration");
	if (address_read(span_str(from), &from_checked, err) < 0)
		err_prefix(err, "%s", from);
	else if (address_read(span_str(to), &to_checked, err) == 0) {
		e.mail.from = from_checked;
		e.mail.to = to_checked;
		rc = run_errand(p, &e, err);
	}
	free(from_checked);
	free(to_checked);
	return rc;
}
