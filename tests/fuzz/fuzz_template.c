/* One file of a letter, which the first byte names, the others as they are
 * shipped: what passes the checks makes a letter that has the link. */

#include <string.h>

#include "core/letter.h"
#include "shipped.h"

#define LINK "https://partners.fabrikam.example/i/1"

static void
write_letter(const struct letter_parts *parts)
{
	struct vars vars = { { NULL } };
	struct letter letter;
	struct err err = { 0 };

	for (int i = 0; i < VAR_COUNT; i++)
		promise(vars_set(&vars, (enum var)i, span_str(i == VAR_LINK ?
			LINK : "Contoso <&*> Ltd"), &err) == 0, err.text);
	if (letter_write(parts, &vars, &letter, &err) == 0) {
		promise(strstr(letter.text, "\n\n" LINK "\n\n") != NULL &&
			strstr(letter.html, "href=\"" LINK "\"") != NULL,
			"the link stands in both");
		letter_deinit(&letter);
	} else {
		promise(err.kind == ERR_LIMIT, err.text);
	}
	vars_deinit(&vars);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const char *const paths[] = { "templates/invitation/en.md",
		"templates/invitation/locked/en.md",
		"templates/skeleton.html" };
	static struct buf held[3];
	struct span s = { data, n }, now[3];
	unsigned which = next_byte(&s) % 3;
	struct letter_parts parts = { .locale = "en" };
	struct faults faults;

	for (unsigned i = 0; i < 3; i++)
		now[i] = i == which ? s : shipped(paths[i], &held[i]);
	faults_init(&faults);
	parts.own = template_parse(TEMPLATE_OWN, "own", now[0], &faults);
	parts.locked = template_parse(TEMPLATE_LOCKED, "locked", now[1],
		&faults);
	parts.skeleton = skeleton_parse("page", now[2], &faults);
	promise((parts.own && parts.locked && parts.skeleton) ==
		(faults.n == 0), "faults are told");
	if (faults.n == 0)
		write_letter(&parts);
	template_free((struct template **)&parts.own);
	template_free((struct template **)&parts.locked);
	skeleton_free((struct skeleton **)&parts.skeleton);
	faults_deinit(&faults);
	return 0;
}
