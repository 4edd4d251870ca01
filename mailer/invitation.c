#include "invitation.h"

#include <stdbool.h>
#include <stdlib.h>

#include "core/compose.h"
#include "core/guard.h"
#include "core/limits.h"
#include "envelope.h"

int
invitation_vars(const struct invitations *i, const struct recipient *to,
	struct vars *v, struct err *err)
{
	const char *value;
	int var;

	if (account_vars(i->account, v, err) < 0)
		return -1;
	for (var = 0; var < VAR_COUNT; var++) {
		value = to == NULL ? NULL : to->vars.value[var];
		if (value == NULL)
			value = i->vars->value[var];
		if (value != NULL && vars_set(v, (enum var)var,
			span_str(value), err) < 0)
			return -1;
	}
	return 0;
}

static int
write_letter(const struct invitations *i, const struct recipient *to,
	bool logo, struct vars *v, struct letter *l_r, const char **locale_r,
	struct err *err)
{
	struct letter_parts parts;
	const char *locale = to != NULL && to->locale != NULL ? to->locale :
		i->locale;

	if (invitation_vars(i, to, v, err) < 0 ||
		templates_get(i->templates, locale, &parts, err) < 0)
		return -1;
	*locale_r = parts.locale;
	if (!logo)
		parts.logo = NULL;
	parts.memory = i->memory;
	return letter_write(&parts, v, l_r, err);
}

int
invitation_letter(const struct invitations *i, const struct recipient *to,
	struct letter *l_r, const char **locale_r, struct err *err)
{
	struct vars v = { { NULL } };
	int rc = write_letter(i, to, false, &v, l_r, locale_r, err);

	vars_deinit(&v);
	return rc;
}

int
invitation_message(const struct invitations *i, const struct recipient *to,
	const char *message_id, time_t date, struct buf *out, struct err *err)
{
	struct compose c = { .from = i->from, .message_id = message_id,
		.date = date, .reseller = i->account->reseller->name,
		.logo = templates_logo(i->templates), .memory = i->memory,
		.draft = message_id == NULL };
	struct vars v = { { NULL } };
	struct letter l = { NULL, NULL, NULL };
	char id[SMTP_ENVID_MAX + 1], *unsubscribe = NULL;
	int rc = write_letter(i, to, true, &v, &l, &c.locale, err);

	c.from_name = v.value[VAR_SENDER] != NULL ? v.value[VAR_SENDER] :
		v.value[VAR_PARTNER];
	c.to_name = v.value[VAR_NAME];
	c.to = to != NULL ? to->address : NULL;
	if (message_id != NULL && i->unsubscribe != NULL) {
		envelope_id(message_id, id);
		unsubscribe = envelope_unsubscribe(i->unsubscribe, id);
	}
	c.unsubscribe = unsubscribe;
	if (rc == 0)
		rc = compose_message(&c, &l, out, err);
	free(unsubscribe);
	letter_deinit(&l);
	vars_deinit(&v);
	return rc;
}

static int
refused(const struct judgement *j, struct err *err)
{
	struct buf why;

	buf_init(&why, ERR_TEXT_MAX);
	judgement_reply(j, &why);
	err_set(err, ERR_DATA, "the filter would not let this mail pass as it "
		"is (%s, %s): %s", policy_verdict_text(j->wanted.verdict),
		policy_reason_text(j->wanted.reason), buf_str(&why));
	buf_deinit(&why);
	return -1;
}

int
invitation_judge(const struct invitations *i, struct span message,
	struct err *err)
{
	struct message *m = NULL;
	struct judgement *j = NULL;
	struct buf copy;
	int rc = -1;

	buf_init(&copy, message.n);
	buf_add(&copy, message);
	if (message_parse(&copy, &m, err) < 0 ||
		guard_judge(m, &i->account->facts, &j, err) < 0)
		goto out;
	rc = j->wanted.verdict == VERDICT_PASS &&
		j->wanted.reason == REASON_INTACT ? 0 : refused(j, err);
out:
	judgement_free(&j);
	message_free(&m);
	buf_deinit(&copy);
	return rc;
}
