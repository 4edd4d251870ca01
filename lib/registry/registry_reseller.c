#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "registry/sender.h"
#include "registry/store.h"

/* What a mail's signature or a form has room for. */
#define VALUE_MAX 400
#define LOCALE_MAX 35		/* RFC 5646 4.4.1 */

static int
check_name(const char *name, struct err *err)
{
	size_t n = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-._");

	if (name[n] == '\0' && n >= 1 && n <= LIMIT_NAME && name[0] != '-' &&
	    name[0] != '.' && name[0] != '_')
		return 0;
	return err_set(err, ERR_DATA, "reseller \"%.80s\": a name has 1 to %d "
		"lower-case letters, digits, '-', '.' and '_', and begins with "
		"a letter or digit", name, LIMIT_NAME);
}

static int
check_text(const char *what, const char *value, struct err *err)
{
	return store_check_text(what, value, VALUE_MAX, err);
}

static int
check_locale(const char *locale, struct err *err)
{
	size_t n = strspn(locale, "abcdefghijklmnopqrstuvwxyz"
		"ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

	if (locale[n] == '\0' && n >= 2 && n <= LOCALE_MAX)
		return 0;
	return err_set(err, ERR_DATA, "locale \"%.80s\": write a language tag "
		"such as en, pt-BR or zh-TW", locale);
}

static int
check_contact(const char *contact, struct err *err)
{
	char *folded;

	if (contact == NULL)
		return 0;
	folded = sender_fold_address(span_str(contact));
	if (folded == NULL)
		return err_set(err, ERR_DATA, "contact \"%.200s\": write an "
			"e-mail address", contact);
	free(folded);
	return 0;
}

static int
check_website(const char *website, struct err *err)
{
	if (website == NULL || strncmp(website, "https://", 8) == 0 ||
	    strncmp(website, "http://", 7) == 0)
		return 0;
	return err_set(err, ERR_DATA, "website \"%.200s\": begin it with "
		"https://", website);
}

static int
check_domain(const char *domain, struct err *err)
{
	char *folded;

	if (domain == NULL)
		return 0;
	folded = sender_fold_domain(span_str(domain));
	if (folded && strcmp(folded, domain) == 0) {
		free(folded);
		return 0;
	}
	err_set(err, ERR_DATA, "domain \"%.200s\": write %s", domain,
		folded ? folded : "one as in contoso.example");
	free(folded);
	return -1;
}

int
registry_reseller_check(const struct registry_reseller *s, struct err *err)
{
	if (check_name(s->name, err) != 0 ||
	    check_text("the display name", s->display, err) != 0 ||
	    check_text("the provider", s->provider, err) != 0 ||
	    check_text("the account", s->account, err) != 0 ||
	    check_text("the indirect provider's account", s->indirect,
	    err) != 0 ||
	    check_locale(s->locale, err) != 0 ||
	    check_contact(s->contact, err) != 0 ||
	    check_text("the phone number", s->phone, err) != 0 ||
	    check_text("the address", s->address, err) != 0 ||
	    check_text("the website", s->website, err) != 0 ||
	    check_text("the legal name", s->legal_name, err) != 0 ||
	    check_text("the support", s->support, err) != 0 ||
	    check_text("the region", s->region, err) != 0 ||
	    check_text("the tenant", s->tenant, err) != 0 ||
	    check_domain(s->domain, err) != 0)
		return -1;
	return check_website(s->website, err);
}

static int
check_new(struct registry *r, const struct registry_reseller *s,
	struct err *err)
{
	int rc = store_exists(r, "SELECT 1 FROM resellers WHERE name = ?1",
		(struct store_value[]){ store_text(s->name) }, 1, err);

	if (rc == 1)
		return err_set(err, ERR_EXISTS, "reseller \"%s\" is in the "
			"registry already; `reseller show %s` shows it",
			s->name, s->name);
	if (rc == 0)
		rc = store_exists(r, "SELECT 1 FROM resellers"
			" WHERE provider = ?1 AND account = ?2",
			(struct store_value[]){ store_text(s->provider),
				store_text(s->account) }, 2, err);
	if (rc == 1)
		return err_set(err, ERR_EXISTS, "account %s of %s belongs to "
			"another reseller already; `reseller list` shows "
			"which", s->account, s->provider);
	return rc;
}

static int
add(struct registry *r, const void *ctx, struct err *err)
{
	const struct registry_reseller *s = ctx;
	char now[STORE_TIME];
	struct buf detail;
	int rc;

	store_now(now);
	if (check_new(r, s, err) != 0 ||
	    store_query(r, "INSERT INTO resellers (name, display, provider,"
		" account, indirect, locale, contact, phone, address, website,"
		" legal_name, support, region, tenant, domain, added) VALUES"
		" (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13,"
		" ?14, ?15, ?16)",
		(struct store_value[]){ store_text(s->name),
			store_text(s->display), store_text(s->provider),
			store_text(s->account), store_text(s->indirect),
			store_text(s->locale), store_text(s->contact),
			store_text(s->phone), store_text(s->address),
			store_text(s->website), store_text(s->legal_name),
			store_text(s->support), store_text(s->region),
			store_text(s->tenant), store_text(s->domain),
			store_text(now) }, 16, NULL, NULL,
		err) != 0)
		return -1;
	buf_init(&detail, 8 * VALUE_MAX);
	buf_printf(&detail, "%s, %s account %s", s->display, s->provider,
		s->account);
	rc = store_note(r, "reseller add", s->name, buf_str(&detail), err);
	buf_deinit(&detail);
	return rc;
}

int
registry_reseller_add(struct registry *r,
	const struct registry_reseller *reseller, struct err *err)
{
	if (registry_reseller_check(reseller, err) != 0)
		return -1;
	return store_change(r, add, reseller, err);
}

static int
set(struct registry *r, const void *ctx, struct err *err)
{
	const struct registry_reseller *s = ctx;

	if (store_want_reseller(r, s->name, err) != 0 ||
	    store_query(r, "UPDATE resellers SET"
		" display = coalesce(?2, display),"
		" locale = coalesce(?3, locale),"
		" contact = coalesce(?4, contact),"
		" phone = coalesce(?5, phone),"
		" address = coalesce(?6, address),"
		" website = coalesce(?7, website),"
		" legal_name = coalesce(?8, legal_name),"
		" support = coalesce(?9, support),"
		" region = coalesce(?10, region),"
		" tenant = coalesce(?11, tenant),"
		" domain = coalesce(?12, domain) WHERE name = ?1",
		(struct store_value[]){ store_text(s->name),
			store_text(s->display), store_text(s->locale),
			store_text(s->contact), store_text(s->phone),
			store_text(s->address), store_text(s->website),
			store_text(s->legal_name), store_text(s->support),
			store_text(s->region), store_text(s->tenant),
			store_text(s->domain) }, 12, NULL, NULL, err) != 0)
		return -1;
	return store_note(r, "reseller set", s->name, "", err);
}

int
registry_reseller_set(struct registry *r,
	const struct registry_reseller *reseller, struct err *err)
{
	struct registry_reseller s = *reseller;

	/* What is not set is as good as it was. */
	s.display = s.display ? s.display : (char *)"-";
	s.locale = s.locale ? s.locale : (char *)"en";
	s.provider = s.account = (char *)"-";
	if (registry_reseller_check(&s, err) != 0)
		return -1;
	return store_change(r, set, reseller, err);
}

/* A customer's administration hangs on it. */
static int
check_customers(struct registry *r, const char *name, struct err *err)
{
	int rc = store_exists(r, "SELECT 1 FROM relationships o"
		" JOIN resellers n ON n.id = o.reseller"
		" WHERE n.name = ?1 AND o.until IS NULL",
		(struct store_value[]){ store_text(name) }, 1, err);

	if (rc > 0)
		return err_set(err, ERR_EXISTS, "reseller %s has customers; "
			"end its relationships with them first "
			"(`linkseal-portal customers` lists them)", name);
	return rc;
}

static int
take_detail(void *ctx, const struct store_value *columns)
{
	buf_printf(ctx, "%s, %s account %s, %lld senders, link %s",
		columns[0].text, columns[1].text, columns[2].text,
		(long long)columns[3].number,
		columns[4].text ? columns[4].text : "none");
	return 0;
}

static int
remove_one(struct registry *r, const void *ctx, struct err *err)
{
	struct store_value args[] = { store_text(ctx) };
	struct buf detail;
	int rc = -1;

	buf_init(&detail, 8 * VALUE_MAX);
	if (store_want_reseller(r, ctx, err) == 0 &&
	    check_customers(r, ctx, err) == 0 &&
	    store_query(r, "SELECT display, provider, account,"
		" (SELECT count(*) FROM senders s WHERE s.reseller = r.id),"
		" (SELECT url FROM links l WHERE l.reseller = r.id"
		" AND l.current = 1) FROM resellers r WHERE name = ?1",
		args, 1, take_detail, &detail, err) == 0 &&
	    store_query(r, "DELETE FROM resellers WHERE name = ?1", args, 1,
		NULL, NULL, err) == 0)
		rc = store_note(r, "reseller remove", ctx, buf_str(&detail),
			err);
	buf_deinit(&detail);
	return rc;
}

int
registry_reseller_remove(struct registry *r, const char *name,
	struct err *err)
{
	return store_change(r, remove_one, name, err);
}

#define COLUMNS "name, display, provider, account, indirect, locale," \
	" contact, phone, address, website, legal_name, support, region," \
	" tenant, domain, added"

/* Borrows the row. */
static struct registry_reseller
from_row(const struct store_value *c)
{
	return (struct registry_reseller){
		.name = (char *)c[0].text, .display = (char *)c[1].text,
		.provider = (char *)c[2].text, .account = (char *)c[3].text,
		.indirect = (char *)c[4].text, .locale = (char *)c[5].text,
		.contact = (char *)c[6].text, .phone = (char *)c[7].text,
		.address = (char *)c[8].text, .website = (char *)c[9].text,
		.legal_name = (char *)c[10].text,
		.support = (char *)c[11].text, .region = (char *)c[12].text,
		.tenant = (char *)c[13].text, .domain = (char *)c[14].text,
		.added = (char *)c[15].text,
	};
}

static int
copy_row(void *ctx, const struct store_value *columns)
{
	struct registry_reseller s = from_row(columns), *out = ctx;

	*out = (struct registry_reseller){
		.name = buf_strdup(s.name), .display = buf_strdup(s.display),
		.provider = buf_strdup(s.provider),
		.account = buf_strdup(s.account),
		.indirect = buf_strdup(s.indirect),
		.locale = buf_strdup(s.locale),
		.contact = buf_strdup(s.contact),
		.phone = buf_strdup(s.phone),
		.address = buf_strdup(s.address),
		.website = buf_strdup(s.website),
		.legal_name = buf_strdup(s.legal_name),
		.support = buf_strdup(s.support),
		.region = buf_strdup(s.region),
		.tenant = buf_strdup(s.tenant),
		.domain = buf_strdup(s.domain),
		.added = buf_strdup(s.added),
	};
	return 0;
}

int
registry_reseller_get(struct registry *r, const char *name,
	struct registry_reseller *out, struct err *err)
{
	struct registry_reseller found = { .name = NULL };

	if (store_query(r, "SELECT " COLUMNS " FROM resellers"
	    " WHERE name = ?1", (struct store_value[]){ store_text(name) }, 1,
	    copy_row, &found, err) != 0)
		return -1;
	if (found.name == NULL)
		return store_want_reseller(r, name, err);
	*out = found;
	return 0;
}

int
registry_reseller_find(struct registry *r, const char *provider,
	const char *account, struct registry_reseller *out, struct err *err)
{
	struct registry_reseller found = { .name = NULL };

	if (store_query(r, "SELECT " COLUMNS " FROM resellers"
	    " WHERE provider = ?1 AND account = ?2", (struct store_value[]){
		store_text(provider), store_text(account) }, 2, copy_row,
	    &found, err) != 0)
		return -1;
	if (found.name == NULL)
		return err_set(err, ERR_NOT_FOUND, "no reseller here has the "
			"account %s of %s", account, provider);
	*out = found;
	return 0;
}

void
registry_reseller_deinit(struct registry_reseller *reseller)
{
	free(reseller->name);
	free(reseller->display);
	free(reseller->provider);
	free(reseller->account);
	free(reseller->indirect);
	free(reseller->locale);
	free(reseller->contact);
	free(reseller->phone);
	free(reseller->address);
	free(reseller->website);
	free(reseller->legal_name);
	free(reseller->support);
	free(reseller->region);
	free(reseller->tenant);
	free(reseller->domain);
	free(reseller->added);
	*reseller = (struct registry_reseller){ .name = NULL };
}

struct each {
	int (*fn)(void *ctx, const struct registry_reseller *);
	void *ctx;
};

static int
hand_over(void *ctx, const struct store_value *columns)
{
	const struct each *e = ctx;
	struct registry_reseller s = from_row(columns);

	return e->fn(e->ctx, &s);
}

int
registry_resellers(struct registry *r,
	int (*fn)(void *ctx, const struct registry_reseller *), void *ctx,
	struct err *err)
{
	struct each e = { fn, ctx };

	return store_query(r, "SELECT " COLUMNS " FROM resellers ORDER BY name",
		NULL, 0, hand_over, &e, err);
}
