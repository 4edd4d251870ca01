#ifndef LS_MAILER_LINT_REPORT_H
#define LS_MAILER_LINT_REPORT_H

/* Findings for people, for programs, and for editors and CI (SARIF 2.1.0,
 * OASIS). */

#include <stdbool.h>
#include <stdio.h>

#include "core/lint.h"

enum lint_format { LINT_TEXT, LINT_JSON, LINT_SARIF };

/* "text", "json", "sarif"; NULL is text. ERR_USAGE. */
int lint_format_read(const char *name, enum lint_format *r, struct err *err)
	ERR_CHECKED;

/* INFO: those of that severity too. ERR_IO. */
int lint_report(const struct lint *l, enum lint_format format, bool info,
	FILE *out, struct err *err) ERR_CHECKED;

#endif
