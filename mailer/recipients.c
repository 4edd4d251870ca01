#include "recipients.h"

#include <stdlib.h>
#include <string.h>

#include "smtp/address.h"
#include "core/limits.h"
#include "core/locale.h"
#include "csv.h"

/* Columns that are no variables. */
#define COLUMN_EMAIL VAR_COUNT
#define COLUMN_LOCALE (VAR_COUNT + 1)
#define COLUMN_COUNT (VAR_COUNT + 2)

struct reading {
	struct recipients *r;
	const char *file;
	struct faults *p;
	int columns[LIMIT_CSV_FIELDS];	/* -1: unknown */
	size_t n_columns;
};

void
recipients_init(struct recipients *r)
{
	*r = (struct recipients){ NULL, 0, { .n = 0 } };
	faults_init(&r->notes);
}

static void
recipient_deinit(struct recipient *one)
{
	free(one->address);
	free(one->key);
	free(one->locale);
	vars_deinit(&one->vars);
}

void
recipients_deinit(struct recipients *r)
{
	size_t i;

	for (i = 0; i < r->n; i++)
		recipient_deinit(&r->list[i]);
	free(r->list);
	faults_deinit(&r->notes);
	r->list = NULL;
	r->n = 0;
}

static void
append(struct recipients *r, const struct recipient *one)
{
	/* Doubling: a list of 100,000 must not be copied as often. */
	if ((r->n & (r->n - 1)) == 0)
		r->list = buf_grow(r->list, r->n == 0 ? 1 : 2 * r->n,
			sizeof(*r->list));
	r->list[r->n++] = *one;
}

static int
column_find(const char *name)
{
	struct span s = span_trim(span_str(name));
	int var;

	if (span_ieq_str(s, "email"))
		return COLUMN_EMAIL;
	if (span_ieq_str(s, "locale"))
		return COLUMN_LOCALE;
	for (var = 0; var < VAR_COUNT; var++)
		if (span_ieq_str(s, vars_name((enum var)var)))
			return var;
	return -1;
}

static void
read_column(struct reading *rd, const char *name, size_t line)
{
	int column = column_find(name);
	size_t i;

	if (column < 0)
		faults_add(rd->p, rd->file, line, 0, "there is no column "
			"\"%.60s\"; known are: email, locale, name, company, "
			"service, reference, sender, contact, phone, address",
			name);
	if (column == VAR_PARTNER || column == VAR_LINK)
		faults_add(rd->p, rd->file, line, 0, "the column \"%s\" can't "
			"be given: it comes from the registry; delete it",
			vars_name((enum var)column));
	for (i = 0; column >= 0 && i < rd->n_columns; i++)
		if (rd->columns[i] == column)
			faults_add(rd->p, rd->file, line, 0, "the column "
				"\"%s\" stands twice; delete one", name);
	rd->columns[rd->n_columns++] = column;
}

static void
read_header(struct reading *rd, const struct csv_record *rec)
{
	size_t i;

	for (i = 0; i < rec->n; i++)
		read_column(rd, rec->fields[i], rec->line);
	for (i = 0; i < rd->n_columns; i++)
		if (rd->columns[i] == COLUMN_EMAIL)
			return;
	faults_add(rd->p, rd->file, rec->line, 0, "there is no column "
		"\"email\"; the first line must name the columns, as in "
		"email,name,company,locale");
}

static int
read_field(struct recipient *one, int column, struct span value,
	struct err *err)
{
	if (column == COLUMN_EMAIL)
		return address_read(value, &one->address, err);
	if (column != COLUMN_LOCALE)
		return vars_set(&one->vars, (enum var)column, value, err);
	value = span_trim(value);
	if (value.n == 0)
		return 0;
	one->locale = locale_name(value);
	return one->locale != NULL ? 0 : err_set(err, ERR_DATA, "\"%.*s\" is "
		"no language; write it as in en or pt-BR",
		(int)(value.n > 40 ? 40 : value.n), (const char *)value.p);
}

static void
read_row(struct reading *rd, const struct csv_record *rec)
{
	struct recipient one = { .line = rec->line };
	size_t before = rd->p->n, i;
	struct err err;

	if (rec->n != rd->n_columns)
		faults_add(rd->p, rd->file, rec->line, 0, "%zu fields stand "
			"here, the first line has %zu columns", rec->n,
			rd->n_columns);
	for (i = 0; i < rec->n && rec->n == rd->n_columns; i++)
		if (read_field(&one, rd->columns[i],
			span_str(rec->fields[i]), &err) < 0)
			faults_add(rd->p, rd->file, rec->line, 0, "%s",
				err.text);
	if (rd->p->n > before) {
		recipient_deinit(&one);
		return;
	}
	one.key = address_key(one.address);
	append(rd->r, &one);
}

static int
compare_keys(const void *a, const void *b)
{
	const struct recipient *x = *(const struct recipient *const *)a;
	const struct recipient *y = *(const struct recipient *const *)b;
	int c = strcmp(x->key, y->key);

	return c != 0 ? c : (x->line > y->line) - (x->line < y->line);
}

/* The first of those with the same address stays. */
static void
drop_duplicates(struct reading *rd)
{
	struct recipients *r = rd->r;
	struct recipient **sorted;
	size_t i, kept = 0, first = 0;

	sorted = buf_alloc((r->n + 1) * sizeof(struct recipient *));
	for (i = 0; i < r->n; i++)
		sorted[i] = &r->list[i];
	qsort(sorted, r->n, sizeof(struct recipient *), compare_keys);
	for (i = 1; i < r->n; i++) {
		if (strcmp(sorted[i]->key, sorted[first]->key) != 0) {
			first = i;
			continue;
		}
		faults_add(&r->notes, rd->file, sorted[i]->line, 0, "%s "
			"stands in line %zu already; it is sent to once",
			sorted[i]->address, sorted[first]->line);
		recipient_deinit(sorted[i]);
		*sorted[i] = (struct recipient){ .key = NULL };
		sorted[i] = sorted[first];
	}
	free(sorted);
	for (i = 0; i < r->n; i++)
		if (r->list[i].address != NULL)
			r->list[kept++] = r->list[i];
	r->n = kept;
}

static void
read_rows(struct reading *rd, struct csv *c)
{
	struct csv_record rec;
	struct err err;
	size_t line;
	int rc;

	while ((rc = csv_next(c, &rec, &line, &err)) != 0) {
		if (rc < 0) {
			faults_add(rd->p, rd->file, line, 0, "%s", err.text);
			continue;
		}
		read_row(rd, &rec);
		csv_record_deinit(&rec);
	}
}

void
recipients_read(struct recipients *r, const char *file, struct span csv,
	struct faults *p)
{
	struct reading rd = { .r = r, .file = file, .p = p };
	size_t before = p->n, line;
	struct csv_record rec;
	struct csv c;
	struct err err;
	int rc;

	csv_init(&c, csv);
	rc = csv_next(&c, &rec, &line, &err);
	if (rc < 0)
		faults_add(p, file, line, 0, "%s", err.text);
	else if (rc == 0)
		faults_add(p, file, 1, 0, "the file is empty; begin with a "
			"line email,name,company,locale");
	else
		read_header(&rd, &rec);
	csv_record_deinit(&rec);
	if (p->n > before)
		return;
	read_rows(&rd, &c);
	drop_duplicates(&rd);
	if (r->n == 0 && p->n == before)
		faults_add(p, file, 1, 0, "nobody stands below the first line");
}

int
recipients_add(struct recipients *r, const char *address, struct err *err)
{
	struct recipient one = { .line = 0 };

	if (address_read(span_str(address), &one.address, err) < 0)
		return err_prefix(err, "%s", address);
	one.key = address_key(one.address);
	append(r, &one);
	return 0;
}

int
recipients_redirect(struct recipients *r, const char *address,
	struct err *err)
{
	char *checked;

	if (address_read(span_str(address), &checked, err) < 0)
		return err_prefix(err, "%s", address);
	for (; r->n > 1; r->n--)
		recipient_deinit(&r->list[r->n - 1]);
	free(r->list[0].address);
	free(r->list[0].key);
	r->list[0].address = checked;
	r->list[0].key = address_key(checked);
	return 0;
}
