/* May an address become a link? The strict side of link.h. */
#include "core/link.h"

#include <stdlib.h>
#include <string.h>

#include "core/damage.h"
#include "core/limits.h"
#include "core/repair.h"
#include "core/shape.h"
#include "core/token.h"
#include "core/url.h"

static int
check_bytes(struct span url, struct err *err)
{
	if (url.n > LIMIT_LINK)
		return err_set(err, ERR_DATA, "the address is longer than the "
		    "%d bytes that a line of a mail can hold", LIMIT_LINK);
	for (size_t i = 0; i < url.n; i++)
		if (url.p[i] <= ' ' || url.p[i] >= 0x7f)
			return err_set(err, ERR_DATA, "byte %zu of the address "
			    "is a blank or no ASCII character; copy the "
			    "address anew, without what stands around it",
			    i + 1);
	return 0;
}

/* How the damage came about, where that is known. */
static const char *
advice(struct span url)
{
	struct repair r;
	const char *words = "copy it anew from the provider's page";

	repair_undo(url, &r);
	if (r.entity)
		words = "copy the address from the page, not from its source";
	else if (r.quoted || r.escaped || r.marked)
		words = "copy the address from the page, not from the source "
		    "of a mail";
	repair_deinit(&r);
	return words;
}

static int
refuse_like(struct span url, const struct provider_reading *rd,
	struct err *err)
{
	if (strstr(rd->why, " was added"))
		return err_set(err, ERR_DATA, "the address is not as the "
		    "provider gives it: %s. A link serves every customer and "
		    "holds no data of one; %s", rd->why, advice(url));
	return err_set(err, ERR_DATA, "the address is not as the provider "
	    "gives it: %s; %s", rd->why, advice(url));
}

static int
refuse_host(const struct url *u, const struct provider *p, struct err *err)
{
	char quoted[100];

	if (p->n_hosts == 0)
		return err_set(err, ERR_DATA, "the profile %s has no links "
		    "yet: set own_host in linkseal.conf", p->name);
	return err_set(err, ERR_DATA, "%s is no host of %s, whose links are "
	    "on %s; look whether the reseller has the right provider",
	    damage_quote(u->host, quoted, sizeof quoted), p->title,
	    p->hosts[0]);
}

static int
check_account(const struct provider_reading *rd, const char *account,
	const char *indirect, struct err *err)
{
	if (rd->account && strcmp(rd->account, account))
		return err_set(err, ERR_DATA, "it is the link of the account "
		    "%s, not of %s; sign in at the provider as the latter and "
		    "copy the link there", rd->account, account);
	if (rd->indirect && indirect == NULL)
		return err_set(err, ERR_DATA, "it names the indirect provider "
		    "%s, and this reseller has none; register that provider "
		    "or take the link without it", rd->indirect);
	if (rd->indirect && strcmp(rd->indirect, indirect))
		return err_set(err, ERR_DATA, "it names the indirect provider "
		    "%s instead of %s", rd->indirect, indirect);
	if (rd->indirect == NULL && indirect &&
	    shape_has(rd->shape, PATTERN_PROVIDER))
		return err_set(err, ERR_DATA, "it does not name the indirect "
		    "provider %s; take the combined link", indirect);
	return 0;
}

static int
check_reading(struct span url, const struct url *u, const struct provider *p,
	const struct provider_reading *rd, struct err *err)
{
	switch (rd->match) {
	case PROVIDER_EXACT:
		break;
	case PROVIDER_LIKE:
		return refuse_like(url, rd, err);
	case PROVIDER_COMPANION:
	case PROVIDER_OTHER_PAGE:
		return err_set(err, ERR_DATA, "this is another page of %s, no "
		    "invitation; copy the address that the invitation text "
		    "holds", p->title);
	case PROVIDER_NO_MATCH:
		return refuse_host(u, p, err);
	}
	if (rd->shape->refused)
		return err_set(err, ERR_DATA, "links of the kind \"%s\" are "
		    "never issued; take the provider's invitation to a "
		    "reseller relationship", rd->shape->label);
	if (rd->token && strlen(rd->token) != TOKEN_CHARS)
		return err_set(err, ERR_DATA, "its token has %zu characters "
		    "instead of %d; issue the link anew, and do not type it",
		    strlen(rd->token), TOKEN_CHARS);
	return 0;
}

int
link_accept(struct span url, const struct provider *p, const char *account,
	const char *indirect, struct err *err)
{
	struct provider_reading rd;
	struct err bad = { 0 };
	struct url u;
	int rc;

	if (check_bytes(url, err) == -1)
		return -1;
	if (url_parse(url, &u, &bad) == -1)
		return err_set(err, ERR_DATA, "%s; copy it as a whole, from "
		    "https:// on", bad.text);
	provider_read(p, &u, &rd);
	rc = check_reading(url, &u, p, &rd, err);
	if (rc == 0)
		rc = check_account(&rd, account, indirect, err);
	provider_reading_deinit(&rd);
	return rc;
}
