#ifndef LS_CORE_PROVIDER_API_H
#define LS_CORE_PROVIDER_API_H

/*
 * Where the REST API of one cloud is: data of a profile, for providers whose
 * API is Partner Center's. What is said to it, lib/cloud knows.
 */

#include "core/buf.h"
#include "core/err.h"

struct provider_api {
	char *base;		/* "https://host"; NULL: there is no API */
	char *token;		/* gives tokens; {tenant} is filled in */
	char *resource;		/* for whom a token is (OAuth of Entra, v1) */
	char *scope;		/* the same in v2; one of the two is set */
	/* Whose signature an event of the provider's has; NULL: it sends
	 * none. */
	char *certificates;	/* "https://host/path/" of those that sign */
	char *issuers;		/* the same of those above them; or NULL */
	char *signer;		/* organisation in their names */
};

/* Sets one by its name: "base", "token", "resource", "scope", "certificates",
 * "issuers" or "signer". ERR_CONFIG: it is no https address, or holds what such
 * an address may not. */
int provider_api_set(struct provider_api *api, const char *key,
	const char *value, struct err *err) ERR_CHECKED;

/* ERR_CONFIG: what is missing, or said twice. */
int provider_api_check(const struct provider_api *api, struct err *err)
	ERR_CHECKED;

/* Appends where a tenant's tokens come from. TENANT is a GUID or a domain;
 * what is neither is escaped. */
void provider_api_token_url(const struct provider_api *api,
	const char *tenant, struct buf *out);

/* Frees what it holds and leaves it empty. */
void provider_api_deinit(struct provider_api *api);

#endif
