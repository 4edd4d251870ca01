#include "fetch.h"

#include <stdio.h>
#include <stdlib.h>

#include "cloud/cloud_world.h"
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
	struct config_account account = config_account(c, s->name);
	struct cloud_settings settings = {
		.api = &p->api, .account = &account,
		.tenant = account.tenant ? account.tenant :
			s->tenant ? s->tenant : s->account,
		.patience = c->cloud.patience,
	};
	struct cloud_world_real w;
	struct cloud *cloud;
	int rc;

	cloud_world_init(&w, &c->cloud, tell);
	rc = cloud_open(&settings, &w.world, &cloud, err);
	if (rc == 0) {
		rc = cloud_invitation(cloud, url_r, err);
		cloud_close(&cloud);
	}
	cloud_world_deinit(&w);
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
