#ifndef LS_CORE_LINT_H
#define LS_CORE_LINT_H

/*
 * What a careful editor would say about the files of a template before they go
 * to customers: what makes them unusable (errors), what makes them look like
 * bulk mail, break or read badly (warnings), and what is good to know (info).
 * Each finding has its place, plain words and the cure. Bytes in, findings out;
 * lint_own.h, lint_tone.h, lint_page.h and lint_letter.h look.
 */

#include <stddef.h>

#include "core/faults.h"
#include "core/span.h"

enum lint_severity {
	LINT_INFO,
	LINT_WARNING,
	LINT_ERROR,
	LINT_SEVERITIES
};

struct lint_rule {
	const char *id;		/* a word or two, for people and machines */
	enum lint_severity severity;
	const char *about;	/* a sentence */
};

/* All there are, in the order of the manual page. */
extern const struct lint_rule lint_rules[];
extern const size_t lint_rule_count;

struct lint_finding {
	const struct lint_rule *rule;
	char *file;
	size_t line, column;	/* characters, from 1 */
	char *text;		/* "what is wrong; what to do" */
};

struct lint {
	struct lint_finding *list;
	size_t n;		/* at most LIMIT_LINT_FINDINGS */
	size_t count[LINT_SEVERITIES];	/* all of them */
};

/* A zeroed one is empty. */
void lint_deinit(struct lint *l);

/* "info", "warning", "error". */
const char *lint_severity_text(enum lint_severity s);

/* RULE must be one of lint_rules. The place is OFFSET in SOURCE, which is the
 * content of FILE. */
void lint_add(struct lint *l, const char *rule, const char *file,
	struct span source, size_t offset, const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));

/* What a parser has said about FILE; each of its rules is one of ours. */
void lint_faults(struct lint *l, const char *file, const struct faults *p);

/* By file, as they were looked at, and then by place. */
void lint_sort(struct lint *l);

#endif
