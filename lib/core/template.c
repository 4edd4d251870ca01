#include "core/template.h"

#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/lines.h"

struct template {
	char *file;
	enum template_kind kind;
	struct buf source;
	struct span value[TEMPLATE_KEYS];	/* into source */
	size_t body;				/* offset */
};

static const struct {
	const char *name;
	enum template_kind kind;
	bool required;
} keys[TEMPLATE_KEYS] = {
	[TEMPLATE_SUBJECT] = { "subject", TEMPLATE_OWN, true },
	[TEMPLATE_PREHEADER] = { "preheader", TEMPLATE_OWN, false },
	[TEMPLATE_GREETING] = { "greeting", TEMPLATE_OWN, false },
	[TEMPLATE_GREETING_WITHOUT_NAME] =
		{ "greeting_without_name", TEMPLATE_OWN, false },
	[TEMPLATE_BUTTON] = { "button", TEMPLATE_LOCKED, true },
	[TEMPLATE_COPY] = { "copy", TEMPLATE_LOCKED, true },
};

static const struct markdown_rules rules[] = {
	[TEMPLATE_OWN] = { LIMIT_OWN_PARAGRAPHS, false },
	[TEMPLATE_LOCKED] = { LIMIT_LOCKED_PARAGRAPHS, true },
};

static const char *
key_list(enum template_kind kind)
{
	return kind == TEMPLATE_OWN ?
		"subject, preheader, greeting, greeting_without_name" :
		"button, copy";
}

static void
report(const struct template *t, struct faults *p, const char *rule,
	size_t offset, const char *what)
{
	faults_break(p, rule, t->file, buf_span(&t->source), offset, "%s",
		what);
}

static struct span
line_at(struct span s, size_t begin)
{
	size_t eol = span_find_byte(s, begin, '\n');

	return span_sub(s, begin, eol == SPAN_NONE ? s.n : eol);
}

static void
read_value(struct template *t, struct span line, size_t begin, size_t colon,
	struct faults *p)
{
	struct span name = span_trim(span_sub(line, 0, colon));
	size_t key;

	for (key = 0; key < TEMPLATE_KEYS; key++)
		if (keys[key].kind == t->kind &&
			span_eq_str(name, keys[key].name))
			break;
	if (key == TEMPLATE_KEYS)
		faults_break(p, "key", t->file, buf_span(&t->source), begin,
			"there is no key \"%.*s\" here; known are: %s",
			(int)(name.n > 60 ? 60 : name.n),
			(const char *)name.p, key_list(t->kind));
	else if (t->value[key].p != NULL)
		faults_break(p, "key", t->file, buf_span(&t->source), begin,
			"\"%s\" stands here a second time; delete one",
			keys[key].name);
	else
		t->value[key] = span_trim(span_sub(line, colon + 1, line.n));
}

/* Returns the offset behind the front matter. */
static size_t
read_front_matter(struct template *t, size_t begin, struct faults *p)
{
	struct span s = buf_span(&t->source), line = line_at(s, begin);
	size_t at = begin + line.n + 1, colon;

	if (!span_eq_str(span_trim(line), "---")) {
		report(t, p, "key", begin, "the file must begin with a line "
			"---; write it, and then its keys, such as "
			"\"subject: …\"");
		return begin;
	}
	for (; at < s.n; at += line.n + 1) {
		struct span words;

		line = line_at(s, at);
		words = span_trim(line);
		if (span_eq_str(words, "---"))
			return at + line.n < s.n ? at + line.n + 1 : s.n;
		if (words.n == 0 || words.p[0] == '#')
			continue;
		colon = span_find_byte(line, 0, ':');
		if (colon == SPAN_NONE)
			report(t, p, "key", at, "this line is no \"key: "
				"value\"; join it to the line above, or, if "
				"the text begins here, put a line --- before");
		else
			read_value(t, line, at, colon, p);
	}
	report(t, p, "key", begin, "the keys have no end; put a line --- "
		"below them");
	return s.n;
}

/* The key's line where it has one. */
static size_t
key_place(const struct template *t, size_t key, size_t begin)
{
	const unsigned char *at = t->value[key].p;

	return at == NULL ? begin : lines_begin(buf_span(&t->source),
		(size_t)(at - t->source.p));
}

static void
check_keys(const struct template *t, size_t begin, struct faults *p)
{
	struct span s = buf_span(&t->source);
	size_t i, at;

	for (i = 0; i < TEMPLATE_KEYS; i++) {
		if (keys[i].kind != t->kind)
			continue;
		if (t->value[i].n == 0 && keys[i].required)
			faults_break(p, i == TEMPLATE_SUBJECT ? "subject" :
				"key", t->file, s, key_place(t, i, begin),
				"\"%s\" is missing or empty; write a line "
				"\"%s: …\"",
				keys[i].name, keys[i].name);
		at = t->value[i].n == 0 ? SPAN_NONE :
			vars_bare_link(t->value[i]);
		if (at != SPAN_NONE)
			report(t, p, "link", (size_t)(t->value[i].p - s.p) +
				at, "no web address may stand here; take it "
				"away");
	}
}

static void
check_variables(const struct template *t, struct faults *p)
{
	struct span s = buf_span(&t->source), name;
	size_t at = 0, end;
	int var;

	while (vars_next(s, at, &at, &end, &name)) {
		var = vars_find(name);
		if (name.n == 0)
			report(t, p, "variable", at, "{{ has no }} on the same "
				"line; write it");
		else if (var < 0)
			faults_break(p, "variable", t->file, s, at, "there is "
				"no variable \"%.*s\"; known are: %s",
				(int)(name.n > 60 ? 60 : name.n),
				(const char *)name.p, vars_list());
		else if (var == VAR_LINK && (t->kind == TEMPLATE_OWN ||
			at < t->body))
			report(t, p, "link", at, "the link stands in the "
				"locked block and is added by itself; take "
				"{{link}} away");
		else if (t->kind == TEMPLATE_LOCKED && var != VAR_LINK &&
			var != VAR_PARTNER)
			report(t, p, "variable", at, "in the locked block "
				"only {{partner}} and {{link}} may stand; take "
				"this away, it must be the same for everybody");
		at = end;
	}
}

static void
check_characters(const struct template *t, size_t begin, struct faults *p)
{
	struct span s = buf_span(&t->source);
	const char *what;
	size_t at = vars_bad_character(span_sub(s, begin, s.n), &what);

	if (at != SPAN_NONE)
		faults_break(p, "character", t->file, s, begin + at, "here "
			"stands %s; delete it, and save the file as UTF-8",
			what);
}

static void
check(struct template *t, struct faults *p)
{
	struct span s = buf_span(&t->source);
	struct span mark = span_str("\xef\xbb\xbf");
	size_t begin = span_starts(s, mark) ? mark.n : 0;
	size_t before = p->n;

	check_characters(t, begin, p);
	if (p->n > before)
		return;		/* cmark would replace what is no UTF-8 */
	t->body = read_front_matter(t, begin, p);
	if (p->n > before)
		return;		/* where the text begins is not known */
	check_keys(t, begin, p);
	check_variables(t, p);
	markdown_check(t->file, s, t->body, &rules[t->kind], p);
}

struct template *
template_parse(enum template_kind kind, const char *file, struct span bytes,
	struct faults *p)
{
	struct template *t = buf_zalloc(sizeof(*t));
	size_t before = p->n;

	t->file = buf_strdup(file);
	t->kind = kind;
	buf_init(&t->source, LIMIT_TEMPLATE);
	buf_add(&t->source, bytes);
	if (!buf_ok(&t->source))
		faults_break(p, "size", file, bytes, 0, "the file is larger "
			"than %d bytes; a template is a page of words",
			LIMIT_TEMPLATE);
	else
		check(t, p);
	if (p->n > before)
		template_free(&t);
	return t;
}

void
template_free(struct template **t)
{
	if (*t == NULL)
		return;
	free((*t)->file);
	buf_deinit(&(*t)->source);
	free(*t);
	*t = NULL;
}

const char *
template_file(const struct template *t)
{
	return t->file;
}

const char *
template_key_name(enum template_key key)
{
	return keys[key].name;
}

struct span
template_value(const struct template *t, enum template_key key)
{
	return t->value[key];
}

struct span
template_source(const struct template *t)
{
	return buf_span(&t->source);
}

struct span
template_body(const struct template *t)
{
	return span_sub(buf_span(&t->source), t->body, t->source.n);
}

enum template_key
template_greeting(const struct vars *v)
{
	return v->value[VAR_NAME] != NULL ? TEMPLATE_GREETING :
		TEMPLATE_GREETING_WITHOUT_NAME;
}

static bool
inside(const struct template *t, enum template_key key, size_t offset)
{
	const unsigned char *at = t->source.p + offset;
	struct span v = t->value[key];

	return v.p != NULL && at >= v.p && at < v.p + v.n;
}

void
template_check_values(const struct template *t, const struct vars *v,
	struct faults *p)
{
	enum template_key unused = template_greeting(v) == TEMPLATE_GREETING ?
		TEMPLATE_GREETING_WITHOUT_NAME : TEMPLATE_GREETING;
	struct span s = buf_span(&t->source), name;
	size_t at = 0, end;
	int var;

	while (vars_next(s, at, &at, &end, &name)) {
		var = vars_find(name);
		if (var >= 0 && v->value[var] == NULL && !inside(t, unused, at))
			faults_at(p, t->file, s, at, "{{%s}} has no value; "
				"give one, or take it out of the template",
				vars_name((enum var)var));
		at = end;
	}
}
