#ifndef LS_SYS_SETTING_H
#define LS_SYS_SETTING_H

/*
 * The one table of all settings: name, where it stands, type, default, what is
 * allowed. The sample file and linkseal.conf(5) are compared with it by a
 * test. Knows no syntax of files.
 */

#include <stdbool.h>
#include <stddef.h>

#include "core/buf.h"
#include "core/err.h"

enum setting_type {
	SETTING_STRING,		/* char *; "" is NULL */
	SETTING_PATH,		/* the same; a leading "~/" is the home */
	SETTING_LIST,		/* char **, and a size_t behind it */
	SETTING_SIZE,		/* size_t: 26214400, "25M", "64K", "1G" */
	SETTING_SECONDS,	/* unsigned, at least 1 */
	SETTING_MODE,		/* mode_t, octal */
	SETTING_ACTION,		/* enum policy_action, one of `allowed` */
	SETTING_CHOICE,		/* bool: false for the first of `allowed` */
	SETTING_WORD,		/* char *, one of `allowed` */
};

/* Sections, as bits: a setting may stand in more than one. */
enum setting_section {
	SETTING_TOP = 1,
	SETTING_MILTER = 2,
	SETTING_MAILER = 4,
	SETTING_CLOUD = 8,
	SETTING_PORTAL = 16,
	SETTING_RESELLER = 32,
};

/* The struct in which a setting has its place: settings of mail and of the
 * sign-in at a provider may be a reseller's own. */
enum setting_base {
	SETTING_IN_CONFIG,	/* struct config */
	SETTING_IN_SETTINGS,	/* struct settings */
	SETTING_IN_ACCOUNT,	/* struct config_account */
};

struct setting {
	const char *name;
	unsigned sections;
	enum setting_type type;
	size_t offset;		/* in the struct of setting_base() */
	const char *standard;	/* the default as text; a list: ", " between;
				   NULL: none */
	const char *allowed;	/* words with a space between; or NULL */
	int (*check)(const char *value, struct err *err);
};

extern const struct setting setting_table[];
extern const size_t setting_count;

/* Told by its sections. */
enum setting_base setting_base(const struct setting *s);

/* "" , "milter", "mailer", "cloud", "portal", "reseller"; 0 when there is no
 * such section. */
unsigned setting_section(const char *name);
const char *setting_section_name(unsigned section);

/* NULL when that section has no such key. */
const struct setting *setting_find(unsigned section, const char *name);

/* The key of that section most like NAME, for "did you mean"; or NULL. */
const char *setting_nearest(unsigned section, const char *name);

/* Puts VALUE in its place in BASE (the struct of setting_base()). A list takes
 * one more item. ERR_CONFIG: what is wrong with it. */
int setting_set(const struct setting *s, void *base, const char *value,
	struct err *err) ERR_CHECKED;

/* Frees what is there and leaves it empty (NULL, no items). */
void setting_clear(const struct setting *s, void *base);

/* Clears, then sets the default; a default that is refused is a bug. */
void setting_reset(const struct setting *s, void *base);

/* The value as one would write it in the file: 26214400 as "25M". */
void setting_print(const struct setting *s, const void *base,
	struct buf *out);

#endif
