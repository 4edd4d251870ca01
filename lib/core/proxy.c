#include "core/proxy.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/portal.h"

/* U's address with HOST for its host, of which N bytes are taken. */
static char *
on_host(const struct url *u, const char *host, size_t n)
{
	size_t behind = (size_t)(u->path.p - u->whole.p);
	struct buf out;

	buf_init(&out, n + u->whole.n + strlen("https://"));
	buf_add_str(&out, "https://");
	buf_add(&out, span_sub(span_str(host), 0, n));
	buf_add(&out, span_from(u->whole, behind));
	return buf_take(&out);
}

/* N bytes of HOST stand before the proxy's own. */
typedef char *undo(const struct url *u, const char *host, size_t n);

/* All else is left as it was; but for what is added to the parameters, the
 * address is the one that was visited. */
static char *
undo_suffix(const struct url *u, const char *host, size_t n)
{
	if (memchr(host, '.', n) == NULL)
		return NULL;
	return on_host(u, host, n);
}

/* The same, where the host's dots have become dashes, and its dashes two. */
static char *
undo_dashes(const struct url *u, const char *host, size_t n)
{
	char *plain = buf_zalloc(n + 1), *s;
	size_t to = 0;

	for (size_t i = 0; i < n; i++)
		if (host[i] != '-')
			plain[to++] = host[i];
		else if (host[i + 1] != '-')
			plain[to++] = '.';
		else
			plain[to++] = host[i++];
	s = on_host(u, plain, to);
	free(plain);
	return s;
}

#define SESSIONS "Microsoft Defender for Cloud Apps"
/* A suffix and its length: all hosts of all mails are compared with it. */
#define SUFFIX(s) (s), sizeof(s) - 1

/* SESSIONS: as its documentation lists them, the regions of old ones last. */
static const struct {
	const char *name;
	const char *suffix;
	size_t n;
	undo *undo;		/* NULL: it stands in the path as a whole */
} hosts[] = {
	{ SESSIONS, SUFFIX(".mcas.ms"), undo_suffix },
	{ SESSIONS, SUFFIX(".rs-mcas.ms"), undo_suffix },
	{ SESSIONS, SUFFIX(".mcas-df.ms"), undo_suffix },
	{ SESSIONS, SUFFIX(".rs-mcas-df.ms"), undo_suffix },
	{ SESSIONS, SUFFIX(".mcas-gov.us"), undo_suffix },
	{ SESSIONS, SUFFIX(".mcas-gov-df.us"), undo_suffix },
	{ SESSIONS, SUFFIX(".mcas-gov.ms"), undo_suffix },
	{ SESSIONS, SUFFIX(".mcas-gov-df.ms"), undo_suffix },
	{ SESSIONS, SUFFIX(".us.cas.ms"), undo_suffix },
	{ SESSIONS, SUFFIX(".us2.cas.ms"), undo_suffix },
	{ SESSIONS, SUFFIX(".us3.cas.ms"), undo_suffix },
	{ SESSIONS, SUFFIX(".eu.cas.ms"), undo_suffix },
	{ SESSIONS, SUFFIX(".eu2.cas.ms"), undo_suffix },
	{ "Google's translation", SUFFIX(".translate.goog"), undo_dashes },
	{ "the AMP cache", SUFFIX(".cdn.ampproject.org"), NULL },
};

/* How much of HOST, N bytes, stands before the suffix in row I, or before
 * ".admin-" and the rest of it, as SESSIONS has it for administrators; 0:
 * nothing, or no such suffix. */
static size_t
before_suffix(const char *host, size_t n, size_t i)
{
	const char *suffix = hosts[i].suffix;
	size_t m = hosts[i].n, admin = strlen("admin-");

	if (n <= m || host[n - 1] != suffix[m - 1] ||
	    memcmp(host + n - m + 1, suffix + 1, m - 1))
		return 0;
	n -= m;
	if (host[n] == '.')
		return n;
	if (n > admin && strncmp(host + n - admin, ".admin", admin) == 0 &&
	    host[n] == '-')
		return n - admin;
	return 0;
}

bool
proxy_is_host(const char *host)
{
	size_t n = strlen(host);

	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++)
		if (before_suffix(host, n, i))
			return true;
	return false;
}

char *
proxy_target(const struct url *u, const char *host, const char **name_r,
	bool *by_host_r)
{
	size_t n = strlen(host), before;

	for (size_t i = 0; i < sizeof hosts / sizeof hosts[0]; i++) {
		before = before_suffix(host, n, i);
		if (before == 0)
			continue;
		*name_r = hosts[i].name;
		*by_host_r = true;
		return hosts[i].undo ? hosts[i].undo(u, host, before) : NULL;
	}
	*by_host_r = false;
	return portal_target(u, name_r);
}
