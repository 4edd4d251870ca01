#include "fetch.h"

#include <stdio.h>
#include <stdlib.h>

#include "cloud/cloud_account.h"
#include "core/link.h"
#include "command.h"

static void
tell(const char *text)
{
	fprintf(stderr, PROGRAM ": %s\n", text);
}

static int
ask(const struct config *c, const struct registry_reseller *s,
	const struct provider *p, char **url_r, struct err *err)
{
	struct cloud_account account;
	int rc;

	if (cloud_account_open(&account, c, s->name, s->tenant ? s->tenant :
	    s->account, &p->api, tell, err) != 0)
		return -1;
	rc = cloud_invitation(account.cloud, url_r, err);
	cloud_account_close(&account);
	return rc;
}

int
fetch_link(const struct config *c, const struct registry_reseller *s,
	const struct provider *p, struct buf *url, struct err *err)
{
	char *given;

	if (p->api.base == NULL)
		return err_set(err, ERR_USAGE, "the profile %s names no API to "
			"fetch links from; give the link with --url", p->name);
	if (ask(c, s, p, &given, err) != 0)
		return -1;
	if (s->indirect)
		link_combine(span_str(given), p, s->indirect, url);
	else
		buf_add_str(url, given);
	free(given);
	if (!buf_ok(url))
		return err_set(err, ERR_DATA, "the link that the API gave has "
			"more than the %d bytes that a line of a mail can "
			"hold; the current link stays", LIMIT_LINK);
	return link_accept(buf_span(url), p, s->account, s->indirect,
		err) == 0 ? 0 : err_prefix(err, "the link that the API gave to "
		"this tenant and credential is refused, and the current one "
		"stays");
}
