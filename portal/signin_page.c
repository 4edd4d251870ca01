/* Signing in for who follows no link: /sign-in for customers, /sign-in/partner
 * for partners. */

#include <stdlib.h>
#include <string.h>

#include "page.h"
#include "pages.h"
#include "prove.h"

struct side {
	const char *path;
	const char *role;
	enum word text;
	int (*may)(struct visit *v, const char *address, enum word *wrong_r,
		struct err *err);
	/* Who is a partner is not told to whoever asks. */
	bool quiet;
	const char *then;
};

static const struct side sides[] = {
	{ "/sign-in", "customer", WORD_SIGNIN_CUSTOMER_TEXT, prove_customer,
		false, "/partners" },
	{ "/sign-in/partner", "partner", WORD_SIGNIN_PARTNER_TEXT,
		prove_partner, true, "/customers" },
};

static void
show_ask(struct visit *v, const struct side *side, enum word wrong)
{
	page_begin(v, WORD_SIGNIN_TITLE);
	page_paragraph(v, side->text);
	markup_html(v->m, "<section class=\"card\">\n");
	prove_ask(v, side->path, wrong);
	markup_html(v->m, "</section>\n");
	page_end(v, wrong == WORD_COUNT ? 200 : 422);
}

static int
step(struct visit *v, const struct side *side, struct err *err)
{
	enum prove done;
	enum word wrong;
	char *address;
	int rc = prove_step(v, side->role, side->may, side->quiet, &done,
		&address, &wrong, err);

	if (rc == 0 && done == PROVE_ASK)
		show_ask(v, side, wrong);
	if (rc == 0 && done == PROVE_CODE) {
		page_begin(v, WORD_CODE_TITLE);
		prove_code(v, side->path, address, wrong);
		page_end(v, wrong == WORD_COUNT ? 200 : 422);
	}
	if (rc == 0 && done == PROVE_DONE)
		visit_go(v, side->then);
	free(address);
	return rc;
}

int
signin_page(struct visit *v, struct err *err)
{
	const struct side *side = &sides[strcmp(v->q->path,
		sides[1].path) == 0];

	if (v->q->post)
		return step(v, side, err);
	if (visit_as(v, side->role))
		visit_go(v, side->then);
	else
		show_ask(v, side, WORD_COUNT);
	return 0;
}
