#include "preview_make.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/lint_sample.h"
#include "look.h"

struct making {
	const struct folders *folders;
	struct invitations invitations;
	const char *logo;	/* its address in the page, or NULL */
	const char *trouble;	/* why no letter can be written, or NULL */
};

/* The logo where it is read: inside the page. */
static char *
data_uri(const struct image *logo)
{
	size_t n = sodium_base64_encoded_len(logo->bytes.n,
		sodium_base64_VARIANT_ORIGINAL);
	char *base64 = buf_alloc(n);
	struct buf uri;

	sodium_bin2base64(base64, n, logo->bytes.p, logo->bytes.n,
		sodium_base64_VARIANT_ORIGINAL);
	buf_init(&uri, n + 40);
	buf_printf(&uri, "data:%s;base64,%s", logo->type, base64);
	free(base64);
	return buf_take(&uri);
}

/* What each recipient has of its own is made up; what the reseller or the
 * sender has is not, so that a gap is seen. */
static void
make_up(struct vars *v)
{
	static const enum var own[] = { VAR_NAME, VAR_COMPANY, VAR_SERVICE,
		VAR_REFERENCE };
	struct vars sample = { { NULL } };
	size_t i;

	lint_sample(&sample);
	for (i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (v->value[own[i]] == NULL)
			v->value[own[i]] =
				buf_strdup(sample.value[own[i]]);
	vars_deinit(&sample);
}

static char *
preheader_of(const struct letter_parts *parts, const struct vars *v)
{
	struct err err;
	struct buf b;

	buf_init(&b, LIMIT_LETTER);
	if (vars_expand(v, template_value(parts->own, TEMPLATE_PREHEADER), &b,
		&err) < 0)
		buf_reset(&b);
	return buf_take(&b);
}

static int
write_letter(const struct making *m, struct preview_section *s,
	struct err *err)
{
	struct vars v = { { NULL } };
	struct letter_parts parts;
	int rc = -1;

	if (m->trouble != NULL)
		return err_set(err, ERR_DATA, "%s", m->trouble);
	if (invitation_vars(&m->invitations, NULL, &v, err) == 0 &&
		templates_get(m->invitations.templates, s->locale, &parts,
			err) == 0) {
		make_up(&v);
		parts.logo_source = m->logo;
		rc = letter_write(&parts, &v, &s->letter, err);
	}
	if (rc == 0)
		s->preheader = preheader_of(&parts, &v);
	vars_deinit(&v);
	return rc;
}

static void
fill_section(const struct making *m, const char *locale,
	struct preview_section *s)
{
	const struct look k = { &s->lint, m->folders, NULL, false };
	struct err err = { ERR_NONE, "" };

	*s = (struct preview_section){ .locale = buf_strdup(locale) };
	look_at_locale(&k, locale);
	lint_sort(&s->lint);
	s->written = write_letter(m, s, &err) == 0;
	/* Faults of the files are among the findings already. */
	if (!s->written && s->lint.count[LINT_ERROR] == 0)
		s->trouble = buf_strdup(err.text);
}

static void
fill(struct making *m, const struct folders_list *locales, struct preview *p)
{
	const struct image *logo = m->trouble != NULL ? NULL :
		templates_logo(m->invitations.templates);
	char *uri = logo != NULL ? data_uri(logo) : NULL;
	size_t i;

	m->logo = uri;
	p->list = buf_zalloc((locales->n + 1) * sizeof(*p->list));
	for (i = 0; i < locales->n; i++)
		fill_section(m, locales->list[i], &p->list[p->n++]);
	free(uri);
}

int
preview_make(const struct options *o, const struct account *a,
	const struct folders *f, struct preview *p, struct err *err)
{
	struct making m = { .folders = f, .invitations = { .account = a,
		.vars = &o->vars } };
	struct folders_list locales;
	struct err trouble;

	p->template = o->template;
	p->sender = a->reseller->display;
	if (folders_locales(f, &locales, err) < 0)
		return -1;
	look_at_page(&(struct look){ &p->page, f, NULL, false });
	if (templates_open(a->config, o->template, o->logo,
		&m.invitations.templates, &trouble) < 0)
		m.trouble = trouble.text;
	fill(&m, &locales, p);
	templates_free(&m.invitations.templates);
	folders_free(&locales);
	return 0;
}

void
preview_deinit(struct preview *p)
{
	size_t i;

	for (i = 0; i < p->n; i++) {
		free(p->list[i].locale);
		free(p->list[i].preheader);
		free(p->list[i].trouble);
		letter_deinit(&p->list[i].letter);
		lint_deinit(&p->list[i].lint);
	}
	free(p->list);
	lint_deinit(&p->page);
}

size_t
preview_errors(const struct preview *p)
{
	size_t n = p->page.count[LINT_ERROR], i;

	for (i = 0; i < p->n; i++)
		n += p->list[i].lint.count[LINT_ERROR] + !p->list[i].written;
	return n;
}
