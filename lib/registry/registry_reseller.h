#ifndef LS_REGISTRY_REGISTRY_RESELLER_H
#define LS_REGISTRY_REGISTRY_RESELLER_H

/* Resellers in the registry. Included by registry/registry.h. */

#include "core/err.h"

struct registry;

struct registry_reseller {
	char *name;
	char *display;
	char *provider;
	char *account;
	char *indirect;		/* or NULL */
	char *locale;
	char *contact;		/* e-mail; or NULL */
	char *phone;		/* or NULL */
	char *address;		/* postal; or NULL */
	char *website;		/* or NULL, as what follows */
	char *legal_name;	/* as in its contracts */
	char *support;		/* how customers get help, in words */
	char *region;		/* where it may sell: "BR", "EU" */
	char *tenant;		/* its own, where the account is another id */
	char *domain;		/* its own, that is nobody's customer */
	char *added;		/* "2026-11-21T10:00:00Z" */
};

/* One at a time; `added` is not read. ERR_EXISTS, ERR_NOT_FOUND name what is
 * the matter; ERR_DATA: a value that can't be. Changes everywhere below may
 * also fail with ERR_TEMP (locked for seconds), ERR_NO_PERM and ERR_IO. */
int registry_reseller_add(struct registry *r,
	const struct registry_reseller *reseller, struct err *err) ERR_CHECKED;
/* Only whether its values can be: ERR_DATA says which can't. */
int registry_reseller_check(const struct registry_reseller *reseller,
	struct err *err) ERR_CHECKED;
/* Lays what is not NULL of legal_name, support, region, tenant, domain,
 * display, locale, contact, phone, address and website over what is there;
 * provider, account and indirect stay: links were issued for them. */
int registry_reseller_set(struct registry *r,
	const struct registry_reseller *reseller, struct err *err) ERR_CHECKED;
/* Takes its links and senders along; the history keeps that it was. ERR_EXISTS:
 * it has customers; their relationships are to be ended first. */
int registry_reseller_remove(struct registry *r, const char *name,
	struct err *err) ERR_CHECKED;
/* ERR_NOT_FOUND when there is none; *out is then left alone. */
int registry_reseller_get(struct registry *r, const char *name,
	struct registry_reseller *out, struct err *err) ERR_CHECKED;
/* The same by its account at a provider. */
int registry_reseller_find(struct registry *r, const char *provider,
	const char *account, struct registry_reseller *out, struct err *err)
	ERR_CHECKED;
void registry_reseller_deinit(struct registry_reseller *reseller);

/* Each row is handed to FN and lives until it returns; a non-zero return
 * stops and is returned. Sorted by name. */
int registry_resellers(struct registry *r,
	int (*fn)(void *ctx, const struct registry_reseller *), void *ctx,
	struct err *err) ERR_CHECKED;

#endif
