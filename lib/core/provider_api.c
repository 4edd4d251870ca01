#include "core/provider_api.h"

#include <stdlib.h>
#include <string.h>

#include "core/url.h"

#define TENANT "{tenant}"

void
provider_api_deinit(struct provider_api *api)
{
	free(api->base);
	free(api->token);
	free(api->resource);
	free(api->scope);
	free(api->certificates);
	free(api->issuers);
	free(api->signer);
	*api = (struct provider_api){ .base = NULL };
}

static char **
field(struct provider_api *api, const char *key)
{
	if (strcmp(key, "base") == 0)
		return &api->base;
	if (strcmp(key, "token") == 0)
		return &api->token;
	if (strcmp(key, "resource") == 0)
		return &api->resource;
	if (strcmp(key, "certificates") == 0)
		return &api->certificates;
	if (strcmp(key, "issuers") == 0)
		return &api->issuers;
	if (strcmp(key, "signer") == 0)
		return &api->signer;
	return strcmp(key, "scope") == 0 ? &api->scope : NULL;
}

/* A password in an address, or a question behind it, is a slip; http would
 * show the token to everybody on the way. */
static int
check_address(const char *key, const char *value, struct err *err)
{
	struct err bad = { .kind = ERR_NONE };
	struct url u;

	if (url_parse(span_str(value), &u, &bad) != 0 ||
	    !span_eq_str(u.scheme, "https") || u.has_userinfo ||
	    u.has_query || u.has_fragment || u.host.n == 0 ||
	    strpbrk(value, " \t\r\n") != NULL)
		return err_set(err, ERR_CONFIG, "%s: write https://HOST%s, "
			"without user name, '?' and '#'", key,
			strcmp(key, "token") == 0 ? "/{tenant}/PATH" : "");
	if (strcmp(key, "base") == 0 && u.path.n != 0)
		return err_set(err, ERR_CONFIG, "base: leave out \"%.*s\" "
			"behind the host; paths are added to it",
			(int)u.path.n, (const char *)u.path.p);
	return 0;
}

/* What stands behind it is a name, so it must not end within one. */
static int
check_folder(const char *key, const char *value, struct err *err)
{
	if (check_address(key, value, err) != 0)
		return -1;
	if (value[strlen(value) - 1] == '/')
		return 0;
	return err_set(err, ERR_CONFIG, "%s: end the address with '/'; names "
		"of certificates are added to it", key);
}

static int
check_value(const char *key, const char *value, struct err *err)
{
	if (strcmp(key, "certificates") == 0 || strcmp(key, "issuers") == 0)
		return check_folder(key, value, err);
	if (strcmp(key, "signer") != 0)
		return check_address(key, value, err);
	return *value ? 0 : err_set(err, ERR_CONFIG, "signer: write the "
		"organisation that the certificates name");
}

int
provider_api_set(struct provider_api *api, const char *key,
	const char *value, struct err *err)
{
	char **place = field(api, key);

	if (place == NULL)
		return err_set(err, ERR_BUG, "an API has no %s", key);
	if (check_value(key, value, err) != 0)
		return -1;
	free(*place);
	*place = buf_strdup(value);
	return 0;
}

int
provider_api_check(const struct provider_api *api, struct err *err)
{
	if (api->base == NULL)
		return err_set(err, ERR_CONFIG, "api: base is missing; add "
			"base = \"https://HOST\"");
	if (api->token == NULL)
		return err_set(err, ERR_CONFIG, "api: token is missing; add "
			"token = \"https://HOST/{tenant}/oauth2/token\"");
	if ((api->resource == NULL) == (api->scope == NULL))
		return err_set(err, ERR_CONFIG, "api: %s; resource (the older "
			"way) or scope says for whom a token is",
			api->scope ? "leave out one of resource and scope" :
			"add resource or scope");
	if ((api->certificates == NULL) != (api->signer == NULL))
		return err_set(err, ERR_CONFIG, "api: certificates says where "
			"those are that sign events, and signer whose they "
			"are; set both or none");
	return 0;
}

/* As RFC 3986 2.3 has it: all but unreserved characters are escaped. */
static void
add_tenant(const char *tenant, struct buf *out)
{
	for (const char *p = tenant; *p; p++) {
		unsigned char c = (unsigned char)*p;

		if (span_is_alnum(c) || c == '-' || c == '.' ||
		    c == '_' || c == '~')
			buf_add_byte(out, c);
		else
			buf_printf(out, "%%%02X", c);
	}
}

void
provider_api_token_url(const struct provider_api *api, const char *tenant,
	struct buf *out)
{
	struct span t = span_str(api->token);
	size_t at = span_find(t, 0, span_str(TENANT));

	if (at == SPAN_NONE) {
		buf_add(out, t);
		return;
	}
	buf_add(out, span_sub(t, 0, at));
	add_tenant(tenant, out);
	buf_add(out, span_sub(t, at + strlen(TENANT), t.n));
}
