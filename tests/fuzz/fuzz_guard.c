/* The whole way of a message. The first byte names sender and settings.
 *
 * An edit that its own proof refuses is a message that waits: nothing leaves
 * damaged, but a better edit would have let it go. By hand that is a find;
 * with FUZZ_PATIENT in the environment it is not, so that what a mutation
 * happens to hit does not decide whether anybody may land. */

#include <string.h>

#include "core/guard.h"
#include "fuzz.h"
#include "house.h"

#define REPLY_MAX 400

static bool
may_wait(const struct err *err)
{
	return getenv("FUZZ_PATIENT") != NULL &&
		strncmp(err->text, "proof: ", strlen("proof: ")) == 0;
}

/* NULL when it has to wait. */
static struct judgement *
judge(const struct message *m, const struct facts *f)
{
	struct judgement *j = NULL;
	struct err err = { 0 };
	struct buf out;

	if (guard_judge(m, f, &j, &err) != 0) {
		promise(may_wait(&err), err.text);
		return NULL;
	}
	buf_init(&out, 1 << 24);
	judgement_print(j, &out);
	promise(buf_ok(&out), "a judgement can be printed");
	buf_reset(&out);
	judgement_reply(j, &out);
	promise(out.n <= REPLY_MAX, "a reply is a line");
	buf_deinit(&out);
	return j;
}

static void
judge_again(const struct judgement *first, const struct facts *f)
{
	struct message *m = house_message(buf_span(&first->edited));
	struct judgement *j;

	promise(m != NULL, "an edited message can be read");
	j = judge(m, f);
	promise(j != NULL, "what was proved once is proved again");
	promise(j->wanted.verdict == VERDICT_PASS, "a second run passes it");
	promise(edits_count(j->edits) == 0, "a second run edits nothing");
	promise(j->reseller == first->reseller, "it stays the reseller's");
	judgement_free(&j);
	message_free(&m);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct span rest = { data, n };
	const struct facts *f = house_facts(next_byte(&rest));
	struct message *m = house_message(rest);
	struct judgement *j = m ? judge(m, f) : NULL;

	if (j && j->decision.verdict == VERDICT_EDIT)
		judge_again(j, f);
	else if (j)
		promise(j->edited.n == 0 && (j->pretended ||
			edits_count(j->edits) == 0), "only an edit edits");
	judgement_free(&j);
	message_free(&m);
	return 0;
}
