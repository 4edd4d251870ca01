#include "audience.h"

#include <string.h>

#include "core/span.h"
#include "smtp/address.h"

/* Before the @. */
static const char *const roles[] = {
	"abuse", "accounting", "accounts", "admin", "administration",
	"administrator", "all", "billing", "bounce", "buchhaltung",
	"comercial", "compras", "contact", "contacto", "contato",
	"einkauf", "enquiries", "everyone", "facturacion", "finance",
	"hello", "help", "helpdesk", "hostmaster", "hr", "info",
	"invoices", "kontakt", "mail", "mailer-daemon", "marketing",
	"no-reply", "noreply", "office", "orders", "postmaster",
	"purchasing", "reception", "root", "sales", "secretary",
	"security", "service", "staff", "support", "team", "vendas",
	"ventas", "verkauf", "vertrieb", "webmaster", "zentrale",
};

/* Two letters that are sold as if they were of no country. */
static const char *const everywhere[] = {
	"ai", "co", "eu", "fm", "io", "me", "su", "tv", "ws",
};

static bool
is_one_of(struct span s, const char *const *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (span_ieq_str(s, list[i]))
			return true;
	return false;
}

#define IS_ONE_OF(s, list) is_one_of(s, list, sizeof(list) / sizeof(list[0]))

static bool
is_role(const char *address)
{
	struct span s = span_str(address);
	size_t end = strcspn(address, "+@");

	return IS_ONE_OF(span_sub(s, 0, end), roles);
}

/* The ending of a country; n is 0 when the domain tells none. */
static struct span
country(const char *address)
{
	struct span domain = span_str(address_domain(address)), ending;
	const char *dot = strrchr(address, '.');

	ending = span_str(dot == NULL ? "" : dot + 1);
	if (ending.n != 2 || IS_ONE_OF(ending, everywhere))
		return span_sub(domain, 0, 0);
	return ending;
}

/* Which cloud a profile is for, as far as endings tell: China's and the
 * American government's are apart from all others. */
static const char *
cloud(const char *provider)
{
	struct span s = span_str(provider);

	return span_ends(s, span_str("-21vianet")) ? "China" :
		span_ends(s, span_str("-usgov")) ? "the US Government" : NULL;
}

static bool
is_in_cloud(const char *cloud_name, struct span ending, const char *domain)
{
	struct span d = span_str(domain);

	if (strcmp(cloud_name, "China") == 0)
		return span_ieq_str(ending, "cn") || ending.n == 0;
	return span_ends(d, span_str(".gov")) ||
		span_ends(d, span_str(".mil")) ||
		span_ieq_str(ending, "us") || ending.n == 0;
}

/* The European Union is one market to cloud providers. */
static const char *const union_of[] = {
	"at", "be", "bg", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr",
	"gr", "hr", "hu", "ie", "it", "lt", "lu", "lv", "mt", "nl", "pl",
	"pt", "ro", "se", "si", "sk",
};

static bool
is_market(struct span own, struct span theirs)
{
	if (span_ieq_str(own, "EU"))
		return IS_ONE_OF(theirs, union_of);
	/* What is GB on paper is .uk. */
	if (span_ieq_str(own, "GB"))
		return span_ieq_str(theirs, "uk");
	return span_ieq(own, theirs);
}

/* Where the notes go. */
struct look {
	const char *file;	/* NULL: the command line */
	struct span own;	/* the reseller's country; or EU */
	const char *provider;
	struct buf *notes;
};

static void
begin_note(const struct look *l, const struct recipient *to)
{
	if (l->file != NULL)
		buf_printf(l->notes, "%s:%zu: ", l->file, to->line);
	buf_printf(l->notes, "%s ", to->address);
}

static void
look_at_role(const struct look *l, const struct recipient *to)
{
	if (!is_role(to->address))
		return;
	begin_note(l, to);
	buf_add_str(l->notes, "is a role's address: the customer's Global "
		"administrator alone can accept, so write to that person\n");
}

static void
look_at_market(const struct look *l, const struct recipient *to)
{
	struct span theirs = country(to->address);
	const char *name = cloud(l->provider);

	if (name != NULL && !is_in_cloud(name, theirs,
		address_domain(to->address))) {
		begin_note(l, to);
		buf_printf(l->notes, "does not look like a customer of the "
			"cloud of %s, which %s is for\n", name, l->provider);
	}
	if (name == NULL && theirs.n > 0 && l->own.n > 0 &&
		!is_market(l->own, theirs)) {
		begin_note(l, to);
		buf_printf(l->notes, "ends in .%.*s and you are of .%.*s: "
			"customer and partner must be of one market\n",
			(int)theirs.n, (const char *)theirs.p,
			(int)l->own.n, (const char *)l->own.p);
	}
}

void
audience_look(const struct recipients *r, const char *file,
	const char *from, const char *provider, const char *region,
	struct buf *notes)
{
	struct look l = { file, region != NULL && strlen(region) == 2 ?
		span_str(region) : country(from), provider, notes };
	size_t i;

	for (i = 0; i < r->n; i++) {
		look_at_role(&l, &r->list[i]);
		look_at_market(&l, &r->list[i]);
	}
}
