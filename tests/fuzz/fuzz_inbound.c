/* Mail that comes in: any message, for a receiver who has approved the house's
 * resellers. The first byte names the settings. */

#include <string.h>

#include "core/inbound.h"
#include "core/inbound_field.h"
#include "fuzz.h"
#include "house.h"

/* Of house_facts(): all the resellers, without what senders may set. */
#define EVERYBODY 3

static const struct facts *everybody;

static const struct reseller *
by_name(const void *ctx, const char *name)
{
	(void)ctx;
	for (size_t i = 0; i < everybody->n_resellers; i++)
		if (strcmp(everybody->resellers[i]->name, name) == 0)
			return everybody->resellers[i];
	return NULL;
}

static const struct reseller *
by_link(const void *ctx, const char *url)
{
	(void)ctx;
	for (size_t i = 0; i < everybody->n_resellers; i++)
		if (strcmp(everybody->resellers[i]->link, url) == 0)
			return everybody->resellers[i];
	return NULL;
}

static const struct reseller *
by_token(const void *ctx, const struct provider *p,
	const unsigned char account[8])
{
	unsigned char own[8];

	(void)ctx;
	for (size_t i = 0; i < everybody->n_resellers; i++) {
		token_account(everybody->resellers[i]->account, own);
		if (everybody->resellers[i]->provider == p &&
		    memcmp(own, account, sizeof own) == 0)
			return everybody->resellers[i];
	}
	return NULL;
}

static const char *
revoked(const void *ctx, const char *url)
{
	(void)ctx;
	(void)url;
	return NULL;
}

static const char *
owner(void *ctx, const struct provider *p, const char *account)
{
	(void)ctx;
	for (size_t i = 0; i < everybody->n_resellers; i++)
		if (everybody->resellers[i]->provider == p &&
		    strcmp(everybody->resellers[i]->account, account) == 0)
			return everybody->resellers[i]->name;
	return NULL;
}

static struct inbound
receiver(unsigned kind)
{
	static const enum policy_action actions[] = { ACTION_MARK,
		ACTION_QUARANTINE, ACTION_REJECT, ACTION_ALLOW };
	struct inbound in = {
		.settings = { .host = "mx.customer.example",
			.on_damaged = actions[kind & 3],
			.on_unknown = actions[kind >> 2 & 3],
			.on_imitation = actions[kind >> 4 & 3] },
		.partners = { by_name, by_link, by_token, revoked, NULL,
			NULL },
	};

	everybody = house_facts(EVERYBODY);
	in.facts = *everybody;
	in.facts.resellers = NULL;
	in.facts.n_resellers = 0;
	in.facts.owner = owner;
	return in;
}

static struct judgement *
judge(const struct message *m, const struct inbound *in)
{
	struct judgement *j = NULL;
	struct err err = { 0 };
	struct buf out;

	promise(inbound_judge(m, in, &j, &err) == 0, err.text);
	promise(!edits_touch_body(j->edits), "no body is edited");
	buf_init(&out, 1 << 24);
	judgement_print(j, &out);
	promise(buf_ok(&out), "a judgement can be printed");
	buf_deinit(&out);
	return j;
}

/* What is odd about a header may go with a forged result: WAS is the message
 * as it came. */
static void
look_at_result(const struct judgement *first, const struct inbound *in,
	const struct message *was)
{
	struct message *m = house_message(buf_span(&first->edited));
	struct judgement *j;

	promise(m != NULL, "a marked message can be read");
	promise(span_eq(message_body(m), message_body(was)),
		"its body is what it was");
	promise(message_find(m, INBOUND_FIELD, 2) == NULL,
		"there is one result at the most");
	j = judge(m, in);
	promise(j->wanted.reason == first->wanted.reason || message_odd(was),
		"a second look says the same");
	promise(message_odd(was) || (j->decision.verdict == VERDICT_PASS ?
		message_find(m, INBOUND_FIELD, 1) == NULL :
		span_eq(buf_span(&j->edited), buf_span(&first->edited))),
		"a second mark is the first");
	judgement_free(&j);
	message_free(&m);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct span rest = { data, n };
	struct inbound in = receiver(next_byte(&rest));
	struct message *m = house_message(rest);
	struct judgement *j = m ? judge(m, &in) : NULL;

	if (j && edits_count(j->edits))
		look_at_result(j, &in, m);
	else if (j)
		promise(j->decision.verdict == VERDICT_REJECT ||
			message_find(m, INBOUND_FIELD, 1) == NULL,
			"no result from outside stays");
	judgement_free(&j);
	message_free(&m);
	return 0;
}
