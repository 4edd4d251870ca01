#include "lint_report.h"

#include <string.h>

#include "config.h"

#include "core/percent.h"
#include "sys/json.h"

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"
#define PATH_MAX_BYTES 65536

int
lint_format_read(const char *name, enum lint_format *r, struct err *err)
{
	if (name == NULL || strcmp(name, "text") == 0)
		*r = LINT_TEXT;
	else if (strcmp(name, "json") == 0)
		*r = LINT_JSON;
	else if (strcmp(name, "sarif") == 0)
		*r = LINT_SARIF;
	else
		return err_set(err, ERR_USAGE, "there is no format \"%s\"; "
			"write text, json or sarif", name);
	return 0;
}

static bool
is_wanted(const struct lint_finding *f, bool info)
{
	return info || f->rule->severity != LINT_INFO;
}

static int
report_text(const struct lint *l, bool info, FILE *out, struct err *err)
{
	size_t i;

	for (i = 0; i < l->n; i++) {
		const struct lint_finding *f = &l->list[i];

		if (is_wanted(f, info))
			fprintf(out, "%s:%zu:%zu: %s: %s [%s]\n", f->file,
				f->line, f->column,
				lint_severity_text(f->rule->severity),
				f->text, f->rule->id);
	}
	if (fflush(out) != 0 || ferror(out))
		return err_set(err, ERR_IO, "writing failed: %m");
	return 0;
}

static void
put_finding(struct json *j, const struct lint_finding *f)
{
	json_open_object(j, NULL);
	json_put_text(j, "file", f->file);
	json_put_number(j, "line", (int64_t)f->line);
	json_put_number(j, "column", (int64_t)f->column);
	json_put_text(j, "severity", lint_severity_text(f->rule->severity));
	json_put_text(j, "rule", f->rule->id);
	json_put_text(j, "message", f->text);
	json_close(j);
}

static void
put_json(struct json *j, const struct lint *l, bool info)
{
	size_t i;

	json_open_object(j, NULL);
	json_put_number(j, "errors", (int64_t)l->count[LINT_ERROR]);
	json_put_number(j, "warnings", (int64_t)l->count[LINT_WARNING]);
	json_open_array(j, "findings");
	for (i = 0; i < l->n; i++)
		if (is_wanted(&l->list[i], info))
			put_finding(j, &l->list[i]);
	json_close(j);
	json_close(j);
}

static const char *
sarif_level(const struct lint_rule *rule)
{
	static const char *const levels[LINT_SEVERITIES] =
		{ "note", "warning", "error" };

	return levels[rule->severity];
}

static void
put_text_object(struct json *j, const char *key, const char *text)
{
	json_open_object(j, key);
	json_put_text(j, "text", text);
	json_close(j);
}

static void
put_rule(struct json *j, const struct lint_rule *rule)
{
	json_open_object(j, NULL);
	json_put_text(j, "id", rule->id);
	put_text_object(j, "shortDescription", rule->about);
	json_open_object(j, "defaultConfiguration");
	json_put_text(j, "level", sarif_level(rule));
	json_close(j);
	json_close(j);
}

static void
put_tool(struct json *j)
{
	size_t i;

	json_open_object(j, "tool");
	json_open_object(j, "driver");
	json_put_text(j, "name", "linkseal-mailer check");
	json_put_text(j, "version", PACKAGE_VERSION);
	json_open_array(j, "rules");
	for (i = 0; i < lint_rule_count; i++)
		put_rule(j, &lint_rules[i]);
	json_close(j);
	json_close(j);
	json_close(j);
}

static void
put_uri(struct json *j, const char *path)
{
	struct buf uri;

	buf_init(&uri, PATH_MAX_BYTES);
	if (*path == '/')
		buf_add_str(&uri, "file://");
	percent_encode(&uri, span_str(path), "/");
	json_put_text(j, "uri", buf_str(&uri));
	buf_deinit(&uri);
}

static void
put_result(struct json *j, const struct lint_finding *f)
{
	json_open_object(j, NULL);
	json_put_text(j, "ruleId", f->rule->id);
	json_put_text(j, "level", sarif_level(f->rule));
	put_text_object(j, "message", f->text);
	json_open_array(j, "locations");
	json_open_object(j, NULL);
	json_open_object(j, "physicalLocation");
	json_open_object(j, "artifactLocation");
	put_uri(j, f->file);
	json_close(j);
	json_open_object(j, "region");
	json_put_number(j, "startLine", (int64_t)f->line);
	json_put_number(j, "startColumn", (int64_t)f->column);
	json_close(j);
	json_close(j);
	json_close(j);
	json_close(j);
	json_close(j);
}

static void
put_sarif(struct json *j, const struct lint *l, bool info)
{
	size_t i;

	json_open_object(j, NULL);
	json_put_text(j, "$schema", SCHEMA);
	json_put_text(j, "version", "2.1.0");
	json_open_array(j, "runs");
	json_open_object(j, NULL);
	put_tool(j);
	json_put_text(j, "columnKind", "unicodeCodePoints");
	json_open_array(j, "results");
	for (i = 0; i < l->n; i++)
		if (is_wanted(&l->list[i], info))
			put_result(j, &l->list[i]);
	json_close(j);
	json_close(j);
	json_close(j);
	json_close(j);
}

int
lint_report(const struct lint *l, enum lint_format format, bool info,
	FILE *out, struct err *err)
{
	struct json *j;
	int rc;

	if (format == LINT_TEXT)
		return report_text(l, info, out, err);
	j = json_new();
	if (format == LINT_JSON)
		put_json(j, l, info);
	else
		put_sarif(j, l, info);
	rc = json_print(j, JSON_PRETTY, out, err);
	json_free(&j);
	return rc;
}
