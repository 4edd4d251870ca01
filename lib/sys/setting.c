#include "sys/setting.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

#include "core/policy.h"
#include "sys/value.h"

static const char *const section_names[] = {
	"", "milter", "mailer", "cloud", "portal", "reseller",
};

#define SECTIONS (sizeof section_names / sizeof section_names[0])

enum setting_base
setting_base(const struct setting *s)
{
	if (!(s->sections & SETTING_RESELLER))
		return SETTING_IN_CONFIG;
	return s->sections & SETTING_CLOUD ? SETTING_IN_ACCOUNT :
		SETTING_IN_SETTINGS;
}

unsigned
setting_section(const char *name)
{
	for (unsigned i = 0; i < SECTIONS; i++)
		if (strcmp(name, section_names[i]) == 0)
			return 1U << i;
	return 0;
}

const char *
setting_section_name(unsigned section)
{
	for (unsigned i = 0; i < SECTIONS; i++)
		if (section == 1U << i)
			return section_names[i];
	return NULL;
}

const struct setting *
setting_find(unsigned section, const char *name)
{
	for (size_t i = 0; i < setting_count; i++)
		if (setting_table[i].sections & section &&
		    strcmp(setting_table[i].name, name) == 0)
			return &setting_table[i];
	return NULL;
}

/* Letters at the same place, from both ends: enough to see a slip. */
static size_t
likeness(const char *a, const char *b)
{
	size_t la = strlen(a), lb = strlen(b), shorter = la < lb ? la : lb;
	size_t head = 0, tail = 0;

	while (head < shorter && a[head] == b[head])
		head++;
	while (tail < shorter - head && a[la - 1 - tail] == b[lb - 1 - tail])
		tail++;
	return head + tail;
}

const char *
setting_nearest(unsigned section, const char *name)
{
	const char *best = NULL;
	size_t most = 0;

	for (size_t i = 0; i < setting_count; i++) {
		const struct setting *s = &setting_table[i];
		size_t n = likeness(s->name, name);

		if (s->sections & section && n > most &&
		    n + 2 >= strlen(s->name) && n + 2 >= strlen(name)) {
			most = n;
			best = s->name;
		}
	}
	return best;
}

static void *
place(const struct setting *s, void *base)
{
	return (char *)base + s->offset;
}

/* The index of VALUE among the words that are allowed; -1: none. */
static int
word_index(const char *allowed, const char *value)
{
	size_t n = strlen(value);

	for (int i = 0; *allowed; i++) {
		size_t word = strcspn(allowed, " ");

		if (word == n && memcmp(allowed, value, n) == 0)
			return i;
		allowed += word + strspn(allowed + word, " ");
	}
	return -1;
}

static int
set_action(const char *value, enum policy_action *p)
{
	for (int i = ACTION_RESTORE; i <= ACTION_MARK; i++)
		if (strcmp(policy_action_text((enum policy_action)i),
		    value) == 0)
			*p = (enum policy_action)i;
	return 0;
}

/* A list in memory: the pointer, and the count behind it. */
static size_t *
list_count(char ***list)
{
	return (size_t *)(void *)(list + 1);
}

static int
add_item(char ***list, const char *value, struct err *err)
{
	size_t *n = list_count(list);

	if (*value == '\0')
		return err_set(err, ERR_CONFIG,
			"an item of a list can't be empty");
	*list = buf_grow(*list, *n + 1, sizeof **list);
	(*list)[(*n)++] = buf_strdup(value);
	return 0;
}

static void
clear_list(char ***list)
{
	size_t *n = list_count(list);

	while (*n)
		free((*list)[--*n]);
	free(*list);
	*list = NULL;
}

int
setting_set(const struct setting *s, void *base, const char *value,
	struct err *err)
{
	void *p = place(s, base);
	int word = s->allowed ? word_index(s->allowed, value) : 0;

	if (word < 0)
		return err_set(err, ERR_CONFIG,
			"\"%s\" is not allowed; one of: %s", value, s->allowed);
	if (s->check && *value && s->check(value, err) < 0)
		return -1;
	switch (s->type) {
	case SETTING_STRING:
	case SETTING_WORD:
		return value_string(value, p);
	case SETTING_PATH:
		return value_path(value, p);
	case SETTING_LIST:
		return add_item(p, value, err);
	case SETTING_SIZE:
		return value_size(value, p, err);
	case SETTING_SECONDS:
		return value_seconds(value, p, err);
	case SETTING_MODE:
		return value_mode(value, p, err);
	case SETTING_ACTION:
		return set_action(value, p);
	case SETTING_CHOICE:
		*(bool *)p = word > 0;
		return 0;
	}
	return err_set(err, ERR_BUG, "setting %s has no type", s->name);
}

void
setting_clear(const struct setting *s, void *base)
{
	switch (s->type) {
	case SETTING_STRING:
	case SETTING_PATH:
	case SETTING_WORD:
		value_string("", place(s, base));
		break;
	case SETTING_LIST:
		clear_list(place(s, base));
		break;
	default:
		break;
	}
}

void
setting_reset(const struct setting *s, void *base)
{
	char *all = buf_strdup(s->standard ? s->standard : ""), *rest = all;
	const char *value;
	struct err err;
	int rc = 0;

	setting_clear(s, base);
	while ((value = strsep(&rest, s->type == SETTING_LIST ? "," : ""))) {
		rc = setting_set(s, base, value + strspn(value, " "), &err);
		assert(rc == 0);
	}
	free(all);
}

static void
print_size(size_t n, struct buf *out)
{
	static const char suffixes[] = "\0KMG";
	size_t i = 0;

	while (i < 3 && n && n % 1024 == 0) {
		n /= 1024;
		i++;
	}
	if (i)
		buf_printf(out, "\"%zu%c\"", n, suffixes[i]);
	else
		buf_printf(out, "%zu", n);
}

static void
print_word(const char *allowed, int index, struct buf *out)
{
	while (index--)
		allowed += strcspn(allowed, " ") + 1;
	buf_add(out, (struct span){ (const unsigned char *)allowed,
		strcspn(allowed, " ") });
}

/* As libconfuse reads it in double quotes, where `${` stands for a variable of
 * the environment. */
static void
print_quoted(const char *text, struct buf *out)
{
	buf_add_str(out, "\"");
	for (; *text; text++) {
		if (strchr("\"\\$", *text))
			buf_add_str(out, "\\");
		buf_add_byte(out, (unsigned char)*text);
	}
	buf_add_str(out, "\"");
}

static void
print_list(char *const *list, size_t n, struct buf *out)
{
	buf_add_str(out, "{ ");
	for (size_t i = 0; i < n; i++) {
		buf_add_str(out, i ? ", " : "");
		print_quoted(list[i], out);
	}
	buf_add_str(out, n ? " }" : "}");
}

void
setting_print(const struct setting *s, const void *base, struct buf *out)
{
	const void *p = (const char *)base + s->offset;

	switch (s->type) {
	case SETTING_STRING:
	case SETTING_PATH:
		p = *(char *const *)p;
		print_quoted(p ? p : "", out);
		break;
	case SETTING_WORD:
		buf_add_str(out, *(char *const *)p);
		break;
	case SETTING_LIST:
		print_list(*(char **const *)p,
			*(const size_t *)((char **const *)p + 1), out);
		break;
	case SETTING_SIZE:
		print_size(*(const size_t *)p, out);
		break;
	case SETTING_SECONDS:
		buf_printf(out, "%u", *(const unsigned *)p);
		break;
	case SETTING_MODE:
		buf_printf(out, "%04o", *(const mode_t *)p);
		break;
	case SETTING_ACTION:
		buf_add_str(out, policy_action_text(
			*(const enum policy_action *)p));
		break;
	case SETTING_CHOICE:
		print_word(s->allowed, *(const bool *)p, out);
		break;
	}
}
