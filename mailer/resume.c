/* linkseal-mailer resume: goes on with a campaign that `send` began. */
#include "commands.h"
#include "plan.h"
#include "sys/config.h"

static int
run(const struct options *given, struct plan *p, struct err *err)
{
	struct options o;
	int rc = options_parse(OPTIONS_SEND, p->n, p->words, &o, err);

	options_lay_over(&o, given);
	o.send = o.resumed = true;
	if (rc == 0)
		rc = command_send(&o, err);
	options_deinit(&o);
	return rc;
}

int
command_resume(const struct options *o, struct err *err)
{
	struct config *c;
	struct plan p;
	int rc;

	if (o->name == NULL)
		return err_set(err, ERR_USAGE, "which campaign? See: "
			"linkseal-mailer status");
	if (config_load(o->config, o->registry, &c, err) < 0)
		return -1;
	rc = plan_read(c->mailer.state, o->name, &p, err);
	config_unref(&c);
	if (rc == 0)
		rc = run(o, &p, err);
	plan_deinit(&p);
	return rc;
}
