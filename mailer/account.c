#include "account.h"

#include <string.h>

#include "core/limits.h"
#include "core/link.h"
#include "sys/log.h"

static void
warn_lines(struct buf *warnings)
{
	struct span s = buf_span(warnings);
	size_t at = 0, eol;

	for (; at < s.n; at = eol + 1) {
		eol = span_find_byte(s, at, '\n');
		eol = eol == SPAN_NONE ? s.n : eol;
		log_warnx("%.*s", (int)(eol - at), (const char *)s.p + at);
	}
}

static int
read_registry(struct account *a, struct registry *r, const char *name,
	struct err *err)
{
	struct buf warnings;
	int rc;

	if (registry_reseller_get(r, name, &a->row, err) < 0)
		return -1;
	buf_init(&warnings, LIMIT_FAULTS);
	rc = snapshot_load(r, a->config, &a->snapshot, &warnings, err);
	if (rc == 0 && !snapshot_reseller(a->snapshot, name, &a->facts)) {
		warn_lines(&warnings);
		rc = err_set(err, ERR_CONFIG, "the reseller %s can't be used: "
			"its provider profile \"%s\" is missing or its link "
			"does not fit it", name, a->row.provider);
	}
	buf_deinit(&warnings);
	return rc == 0 ? snapshot_load_locked(a->snapshot, err) : rc;
}

int
account_open(const char *config, const char *registry, const char *name,
	struct account *a, struct err *err)
{
	struct registry *r = NULL;

	*a = (struct account){ .config = NULL };
	if (config_load(config, registry, &a->config, err) < 0)
		return -1;
	if (registry_open(a->config->registry, false, &r, err) < 0 ||
		read_registry(a, r, name, err) < 0)
		goto fail;
	a->reseller = a->facts.resellers[0];
	if (a->reseller->link == NULL) {
		err_set(err, ERR_NOT_FOUND, "no link was issued for %s yet; "
			"do it with: linkseal-linkgen issue %s", name, name);
		goto fail;
	}
	if (link_lapsed(a->reseller, &a->facts)) {
		err_set(err, ERR_DATA, "the link of %s lapsed on %.10s, and "
			"nobody can accept by it any more; issue a new one "
			"with: linkseal-linkgen issue %s", name,
			a->reseller->lapse_time, name);
		goto fail;
	}
	registry_close(&r);
	return 0;
fail:
	registry_close(&r);
	account_deinit(a);
	return -1;
}

void
account_deinit(struct account *a)
{
	snapshot_unref(&a->snapshot);
	registry_reseller_deinit(&a->row);
	config_unref(&a->config);
}

int
account_vars(const struct account *a, struct vars *v, struct err *err)
{
	const struct {
		enum var var;
		const char *value;
	} list[] = {
		{ VAR_PARTNER, a->reseller->display },
		{ VAR_LINK, a->reseller->link },
		{ VAR_CONTACT, a->row.contact },
		{ VAR_PHONE, a->row.phone },
		{ VAR_ADDRESS, a->row.address },
	};
	size_t i;

	for (i = 0; i < sizeof(list) / sizeof(list[0]); i++)
		if (vars_set(v, list[i].var, span_str(list[i].value), err) < 0)
			return err_prefix(err, "reseller %s",
				a->reseller->name);
	return 0;
}
