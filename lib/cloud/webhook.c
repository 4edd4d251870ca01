#include "cloud/webhook.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cloud/document.h"
#include "core/limits.h"

#define SCHEME "Signature "

/* What stands behind the scheme; NULL: another scheme. */
static const char *
behind_scheme(const char *value)
{
	size_t n = strlen(SCHEME);

	if (value == NULL || strncasecmp(value, SCHEME, n) != 0)
		return NULL;
	return value + n + strspn(value + n, " ");
}

/* By default it is in Authorization; with a setting of the registration in a
 * field of its own, where some have the scheme and some have not. */
static const char *
letters(const struct webhook_header *h)
{
	const char *found = behind_scheme(h->authorization);

	if (found == NULL)
		found = behind_scheme(h->signature);
	return found ? found : h->signature;
}

static int
take_signature(const char *base64, struct webhook_claim *claim,
	struct err *err)
{
	const char *end;

	if (base64 == NULL || *base64 == '\0')
		return err_set(err, ERR_NO_PERM, "it has no signature");
	if (sodium_base642bin(claim->signature, sizeof claim->signature,
	    base64, strlen(base64), NULL, &claim->n, &end,
	    sodium_base64_VARIANT_ORIGINAL) != 0 || *end != '\0')
		return err_set(err, ERR_NO_PERM, "its signature is no base64 "
			"of at most %d bytes", WEBHOOK_SIGNATURE_MAX);
	return 0;
}

/* SHA-1 and MD5, which the samples would take too, prove nothing today. */
static int
take_algorithm(const char *name, struct webhook_claim *claim,
	struct err *err)
{
	static const char *const names[] = {
		[WEBHOOK_SHA256] = "rsa-sha256",
		[WEBHOOK_SHA384] = "rsa-sha384",
		[WEBHOOK_SHA512] = "rsa-sha512",
	};

	for (int i = WEBHOOK_SHA256; name && i <= WEBHOOK_SHA512; i++)
		if (strcasecmp(name, names[i]) == 0) {
			claim->digest = (enum webhook_digest)i;
			return 0;
		}
	return err_set(err, ERR_NO_PERM, "%s", name ? "its signature's "
		"algorithm is not one of rsa-sha256, -sha384 and -sha512" :
		"it has no x-ms-signature-algorithm");
}

bool
webhook_is_in(const char *url, const char *folder)
{
	size_t n = strlen(folder);
	const char *name = url + n;

	if (strlen(url) > LIMIT_URL || strncmp(url, folder, n) != 0)
		return false;
	return *name != '\0' && *name != '.' && strspn(name,
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"0123456789._-%") == strlen(name) && strstr(name, "..") ==
		NULL && strcasestr(name, "%2f") == NULL;
}

int
webhook_claim(const struct webhook_header *h, const struct provider_api *api,
	struct webhook_claim *claim, struct err *err)
{
	if (take_signature(letters(h), claim, err) != 0 ||
	    take_algorithm(h->algorithm, claim, err) != 0)
		return -1;
	if (h->certificate == NULL)
		return err_set(err, ERR_NO_PERM,
			"it has no x-ms-certificate-url");
	if (api->certificates == NULL || !webhook_is_in(h->certificate,
	    api->certificates))
		return err_set(err, ERR_NO_PERM, "its certificate is not from "
			"the provider's own place");
	claim->certificate = h->certificate;
	return 0;
}

/* Those after which a customer may stand otherwise. */
static bool
matters(const char *name)
{
	static const char *const names[] = {
		"reseller-relationship-accepted-by-customer",
		"indirect-reseller-relationship-accepted-by-customer",
		"dap-admin-relationship-approved",
		"dap-admin-relationship-terminated",
		"dap-admin-relationship-terminated-by-microsoft",
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* The customer of "…/customers/GUID". The rest of the address is not looked
 * at: we ask our own API. Events about DAP have none. */
static void
take_customer(const char *uri, char customer[GUID_SIZE])
{
	static const char path[] = "/customers/";
	const char *at = uri ? strstr(uri, path) : NULL;

	*customer = '\0';
	if (at)
		guid_fold(at + strlen(path), customer);
}

static bool
take_name(const char *name, char out[WEBHOOK_NAME + 1])
{
	if (name == NULL || *name == '\0' || strlen(name) > WEBHOOK_NAME ||
	    strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "0123456789-_.") != strlen(name))
		return false;
	snprintf(out, WEBHOOK_NAME + 1, "%s", name);
	return true;
}

/* "2018-02-17T00:05:39.5485487+00:00"; a part of a second and the zone, which
 * is always UTC, may be missing. */
static bool
take_time(const char *text, int64_t *out)
{
	struct tm tm = { .tm_mday = 0 };
	const char *rest = text ? strptime(text, "%Y-%m-%dT%H:%M:%S", &tm) :
		NULL;

	if (rest == NULL)
		return false;
	if (*rest == '.')
		rest += 1 + strspn(rest + 1, "0123456789");
	if (*rest != '\0' && strcmp(rest, "Z") != 0 &&
	    strcmp(rest, "+00:00") != 0)
		return false;
	*out = timegm(&tm);
	return true;
}

int
webhook_event(struct span body, struct webhook_event *event, struct err *err)
{
	struct document *d;
	int rc = 0;

	*event = (struct webhook_event){ .changed = 0 };
	if (document_parse(body, &d, err) != 0)
		return -1;
	if (!take_name(document_text(d, "EventName"), event->name))
		rc = err_set(err, ERR_PROTOCOL, "it has no EventName that "
			"could be one");
	else if (!take_time(document_text(d, "ResourceChangeUtcDate"),
	    &event->changed))
		rc = err_set(err, ERR_PROTOCOL, "%s: it has no "
			"ResourceChangeUtcDate in UTC", event->name);
	event->matters = matters(event->name);
	take_customer(document_text(d, "ResourceUri"), event->customer);
	document_free(&d);
	return rc;
}

bool
webhook_is_fresh(const struct webhook_event *event, int64_t now)
{
	return event->changed >= now - WEBHOOK_AGE &&
		event->changed <= now + WEBHOOK_AHEAD;
}
