#include "core/lint_inbox.h"

#include <stdbool.h>
#include <stdlib.h>
#include <unistr.h>
#include <uniwidth.h>

#include "core/encoded_word.h"
#include "core/limits.h"
#include "core/lint_sample.h"

/* What a phone's inbox shows of a subject, at most. */
#define SUBJECT_COLUMNS 60
/* A header line as RFC 5322 2.1.1 wants it. */
#define SUBJECT_OCTETS 78
/* Less lets the inbox show what follows it; more is never shown. */
#define PREHEADER_MIN 40
#define PREHEADER_MAX 130

/* VALUE as one recipient would see it; the caller frees. */
static char *
filled_in(struct span value)
{
	struct vars v = { { NULL } };
	struct err err;
	struct buf b;

	lint_sample(&v);
	buf_init(&b, LIMIT_LETTER);
	if (vars_expand(&v, value, &b, &err) < 0)
		buf_reset(&b);
	vars_deinit(&v);
	return buf_take(&b);
}

static size_t
columns(const char *s)
{
	int n = u8_strwidth((const uint8_t *)s, "UTF-8");

	return n > 0 ? (size_t)n : 0;
}

static size_t
field_octets(const char *subject)
{
	struct err err;
	struct buf b;
	size_t n;

	buf_init(&b, 8 * LIMIT_LETTER);
	n = encoded_word_field(&b, "Subject", span_str(subject), &err) < 0 ? 0 :
		b.n - 2;
	buf_deinit(&b);
	return n;
}

/* Letters beyond Latin take several words of code in any subject. */
static bool
is_latin(const char *s)
{
	const uint8_t *p = (const uint8_t *)s;
	ucs4_t c;

	while ((p = u8_next(&c, p)) != NULL)
		if (c > 0x24f && !(c >= 0x2000 && c < 0x2070))
			return false;
	return true;
}

static void
check_subject(struct lint *l, const char *file, const struct template *t)
{
	struct span source = template_source(t);
	struct span value = template_value(t, TEMPLATE_SUBJECT);
	char *s = filled_in(value);
	size_t wide = columns(s), octets = field_octets(s);
	size_t at = (size_t)(value.p - source.p);

	if (wide > SUBJECT_COLUMNS)
		lint_add(l, "subject-length", file, source, at, "the subject "
			"is %zu columns wide and inboxes show %d; shorten it",
			wide, SUBJECT_COLUMNS);
	else if (is_latin(s) && octets > SUBJECT_OCTETS)
		lint_add(l, "subject-length", file, source, at, "the subject "
			"takes %zu bytes of a line of %d in the header; "
			"shorten it, or use fewer accented letters and signs",
			octets, SUBJECT_OCTETS);
	lint_add(l, "columns", file, source, at, "the subject is %zu columns "
		"wide, of %d", wide, SUBJECT_COLUMNS);
	free(s);
}

static void
check_width(struct lint *l, const char *file, struct span source, size_t at,
	size_t wide)
{
	if (wide < PREHEADER_MIN)
		lint_add(l, "preheader", file, source, at, "the "
			"preheader is %zu columns wide, so inboxes fill up "
			"with what follows; write %d or more", wide,
			PREHEADER_MIN);
	else if (wide > PREHEADER_MAX)
		lint_add(l, "preheader", file, source, at, "the "
			"preheader is %zu columns wide and inboxes show %d; "
			"shorten it", wide, PREHEADER_MAX);
	lint_add(l, "columns", file, source, at, "the preheader is "
		"%zu columns wide, of %d to %d", wide, PREHEADER_MIN,
		PREHEADER_MAX);
}

static void
check_preheader(struct lint *l, const char *file, const struct template *t)
{
	struct span source = template_source(t);
	struct span value = template_value(t, TEMPLATE_PREHEADER);
	struct span subject = template_value(t, TEMPLATE_SUBJECT);
	char *s;

	if (value.n == 0) {
		lint_add(l, "preheader", file, source, 0, "there is "
			"no preheader, which inboxes show beside the subject; "
			"write a line \"preheader: …\"");
		return;
	}
	if (span_istarts(value, subject))
		lint_add(l, "preheader", file, source,
			(size_t)(value.p - source.p), "the preheader says the "
			"subject again; say what comes next");
	s = filled_in(value);
	check_width(l, file, source, (size_t)(value.p - source.p), columns(s));
	free(s);
}

void
lint_inbox(struct lint *l, const char *file, const struct template *t)
{
	check_subject(l, file, t);
	check_preheader(l, file, t);
}
