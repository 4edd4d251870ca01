#include "core/text_qp.h"

#include <stdint.h>

#include "chance.h"
#include "unit.h"

/* Lines as quoted-printable has them, and as it must not have them. */
static void
add_lines(struct buf *out)
{
	static const char *const pieces[] = {
		"a", "b c", "=3D", "=C3=A4", "=\r\n", "=\n", "= \t\r\n", "\r\n",
		"\n", "\r", " ", "\t\r\n", " \n", "=", "==", "=4", "=\r", "\r\r\n",
	};

	for (size_t i = chance(24); i > 0; i--)
		buf_add_str(out, pieces[chance(sizeof pieces /
			sizeof pieces[0])]);
}

static void
decode(struct span raw, struct buf *out)
{
	text_qp_decode(raw, out);
	ck_assert(buf_ok(out));
}

START_TEST(a_line_end_ends_what_stands_before_it)
{
	size_t cuts = 0;

	for (int round = 0; round < 5000; round++) {
		struct buf raw, whole, parts;

		buf_init(&raw, 1000);
		buf_init(&whole, 1000);
		buf_init(&parts, 1000);
		add_lines(&raw);
		decode(buf_span(&raw), &whole);
		for (size_t i = 0; i < raw.n; i++) {
			if (raw.p[i] != '\n')
				continue;
			buf_reset(&parts);
			decode(span_sub(buf_span(&raw), 0, i + 1), &parts);
			decode(span_sub(buf_span(&raw), i + 1, raw.n), &parts);
			ck_assert(span_eq(buf_span(&parts),
				buf_span(&whole)));
			cuts++;
		}
		buf_deinit(&raw);
		buf_deinit(&whole);
		buf_deinit(&parts);
	}
	ck_assert_uint_gt(cuts, 5000);
}
END_TEST

/* Octets and two splices of them. */
struct job {
	struct buf raw, octets;
	struct text_change splices[2];
	struct edits *edits;
};

static void
begin(struct job *job)
{
	static const char *const texts[] = { "x", "", "a =b\r\n", "y\n", " ",
		"\r\n", "=", "link link link link link link link link link "
		"link link link link link link link link link link link" };
	size_t at = 0;

	buf_init(&job->raw, 1000);
	buf_init(&job->octets, 1000);
	add_lines(&job->raw);
	decode(buf_span(&job->raw), &job->octets);
	for (int i = 0; i < 2; i++) {
		struct text_change *s = &job->splices[i];

		s->begin = at + chance(job->octets.n - at + 1);
		s->end = s->begin + chance(3);
		if (s->end > job->octets.n)
			s->end = s->begin;
		s->with = span_str(texts[chance(sizeof texts /
			sizeof texts[0])]);
		at = s->end;
	}
	job->edits = edits_new();
	text_qp_edit(buf_span(&job->raw), job->splices, 2, "\r\n", false,
		job->edits);
}

static void
end(struct job *job)
{
	buf_deinit(&job->raw);
	buf_deinit(&job->octets);
	edits_free(&job->edits);
}

/* By the long way: all of the raw leaf with the edits in it. */
static bool
leads_there(const struct job *job, const struct edits *edits)
{
	struct span raw = buf_span(&job->raw);
	struct span old = buf_span(&job->octets);
	struct buf new, want, got;
	size_t at = 0;
	bool same;

	buf_init(&new, 10000);
	buf_init(&want, 10000);
	buf_init(&got, 10000);
	for (size_t i = 0; i < edits_count(edits); i++) {
		const struct edit *e = edits_get(edits, i);

		buf_add(&new, span_sub(raw, at, e->begin));
		buf_add(&new, (struct span){ e->text, e->n });
		at = e->end;
	}
	buf_add(&new, span_sub(raw, at, raw.n));
	decode(buf_span(&new), &got);
	buf_add(&want, span_sub(old, 0, job->splices[0].begin));
	buf_add(&want, job->splices[0].with);
	buf_add(&want, span_sub(old, job->splices[0].end,
		job->splices[1].begin));
	buf_add(&want, job->splices[1].with);
	buf_add(&want, span_sub(old, job->splices[1].end, old.n));
	same = span_eq(buf_span(&got), buf_span(&want));
	buf_deinit(&new);
	buf_deinit(&want);
	buf_deinit(&got);
	return same;
}

static bool
holds(const struct job *job, const struct edits *edits)
{
	return text_qp_lines_hold(buf_span(&job->raw), buf_span(&job->octets),
		job->splices, 2, edits);
}

START_TEST(lines_that_hold_lead_to_what_was_asked)
{
	size_t right = 0, held = 0;

	for (int round = 0; round < 20000; round++) {
		struct job job;

		begin(&job);
		if (leads_there(&job, job.edits)) {
			right++;
			held += holds(&job, job.edits);
		} else {
			ck_assert(!holds(&job, job.edits));
		}
		end(&job);
	}
	ck_assert_uint_gt(right, 10000);
	ck_assert_uint_gt(held, right - right / 4);
}
END_TEST

/* An edit that is longer, shorter, elsewhere, or other in a byte. */
static struct edits *
damage(const struct edits *edits, size_t raw)
{
	struct edits *bad = edits_new();
	size_t which = chance(edits_count(edits)), how = chance(5), i;

	for (i = 0; i < edits_count(edits); i++) {
		const struct edit *e = edits_get(edits, i);
		struct span text = { e->text, e->n };
		size_t from = e->begin, to = e->end;
		char *copy = buf_dup(text);

		text.p = (unsigned char *)copy;
		if (i == which && how == 0 && text.n)
			text.n--;
		else if (i == which && how == 1 && from < to)
			from++;
		else if (i == which && how == 2 && to < raw)
			to += i + 1 == edits_count(edits);
		else if (i == which && how == 3 && from < to)
			to--;
		else if (i == which && how == 4 && text.n)
			copy[chance(text.n)] = "=\n a"[chance(4)];
		edits_body(bad, from, to, text, "");
		free(copy);
	}
	return bad;
}

START_TEST(lines_that_were_damaged_do_not_hold)
{
	size_t wrong = 0;

	for (int round = 0; round < 20000; round++) {
		struct edits *bad;
		struct job job;

		begin(&job);
		bad = damage(job.edits, job.raw.n);
		if (!leads_there(&job, bad)) {
			ck_assert(!holds(&job, bad));
			wrong++;
		}
		edits_free(&bad);
		end(&job);
	}
	ck_assert_uint_gt(wrong, 5000);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, a_line_end_ends_what_stands_before_it);
	tcase_add_test(tcase, lines_that_hold_lead_to_what_was_asked);
	tcase_add_test(tcase, lines_that_were_damaged_do_not_hold);
}

UNIT_MAIN("text_qp", add_tests)
