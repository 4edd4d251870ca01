#ifndef LS_SYS_CONFIG_H
#define LS_SYS_CONFIG_H

/*
 * linkseal.conf: one file for all programs. Every key has a default.
 * Read-only once loaded, shared by reference count; a reload makes a new one.
 */

#include <stdbool.h>
#include <sys/types.h>

#include "core/err.h"
#include "core/policy.h"
#include "sys/config_milter.h"
#include "sys/config_portal.h"
#include "sys/provider_file.h"

struct config_mailer {
	char *smtp;		/* HOST:PORT */
	char *tls;		/* require | opportunistic | none */
	char *from;
	char *bounce;		/* envelope sender; NULL: as from */
	bool verp;		/* bounce+TAG@… for each recipient */
	char *dsn;		/* never | success,failure,delay */
	char *unsubscribe;	/* https: or mailto:, with {id} */
	char *rate;		/* "100/min"; NULL: none */
	char *domain_rate;	/* the same for each domain */
	char *connections;	/* a number */
	char *transport;	/* auto | libesmtp | libcurl */
	char *login;		/* NULL: no login */
	char *auth;		/* password | xoauth2 | oauthbearer */
	char *password_command;	/* first line of what it prints */
	char *password_file;	/* mode 0600 */
	char *ca_file;		/* NULL: the system's */
	char *logo;		/* an image; NULL: none */
	char *hostname;		/* for EHLO; NULL: the machine's */
	char *state;		/* directory of the journals */
	bool record;		/* tell the registry who was invited */
};

/* How one signs in at a provider's REST API; each or NULL. */
struct config_account {
	char *tenant;		/* NULL: the reseller's own */
	char *client_id;
	char *credential_file;	/* mode 0600 */
	char *credential_command;	/* prints what such a file holds */
	char *credential_store;	/* reads it again, when it was renewed */
	char *certificate;	/* file with the private key, mode 0600 */
};

struct config_cloud {
	char *ca_file;		/* NULL: the system's */
	char *proxy;		/* "none"; NULL: as the environment says */
	unsigned timeout;	/* seconds for one call */
	unsigned patience;	/* seconds to wait in all, between retries */
};

/* `reseller NAME { … }` of the configuration. */
struct config_reseller {
	char *name;
	struct config_account account;	/* what it says itself */
	struct settings settings;	/* global ones with its own laid over */
};

struct config {
	char *file;		/* where it was read; NULL: defaults */
	char *registry;		/* "sqlite:/PATH" */
	char *keys;		/* directory of secret keys */
	char *own_host;		/* host of one's own programme; or NULL */
	char *templates;	/* directory */
	char *own_templates;	/* directory of the sender's own; or NULL */
	char **provider_dirs;
	size_t n_provider_dirs;
	struct settings settings;
	struct config_milter milter;
	struct config_mailer mailer;
	struct config_account account;
	struct config_cloud cloud;
	struct config_portal portal;
	struct config_reseller *resellers;
	size_t n_resellers;
	struct providers providers;	/* loaded from provider_dirs */
	unsigned references;
};

/* PATH: from -c; NULL: $LINKSEAL_CONFIG, else the user's XDG file, else
 * /etc/linkseal/linkseal.conf; a missing file is an error only when it was
 * named. REGISTRY: from -r, overrides the key; or NULL.
 * ERR_CONFIG: all errors of the file, each as FILE:LINE: what, cure, one a
 * line. ERR_NO_INPUT: a named file is not there. */
int config_load(const char *path, const char *registry,
	struct config **c_r, struct err *err) ERR_CHECKED;

/* The same; REPORT takes all errors, also those that do not fit in ERR. */
int config_load_report(const char *path, const char *registry,
	struct buf *report, struct config **c_r, struct err *err) ERR_CHECKED;

/* Every setting that holds, as a configuration file (without the sections of
 * resellers). */
void config_print(const struct config *c, struct buf *out);

/* References may be taken and given back from any thread. */
struct config *config_ref(struct config *c);
void config_unref(struct config **c);

/* The settings for that reseller: its own section, else the global ones. */
const struct settings *config_settings(const struct config *c,
	const char *reseller);

/* The same for signing in: what its own section does not say, the section
 * cloud does; the three keys of the credential go together. Borrowed from C. */
struct config_account config_account(const struct config *c,
	const char *reseller);

#endif
