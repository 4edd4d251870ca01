#include "core/imitation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/confusable.h"
#include "core/guess.h"
#include "core/repair.h"

/* Where the first '-' of a GUID stands. */
#define GUID_DASH 8

/* The suspect's host, with what is worked out once for all providers. */
struct suspect {
	const struct url *u;
	char *host;
	char *skeleton;
	char *userinfo;		/* decoded, small letters */
	bool other_script;	/* the host has letters that are not ASCII */
	bool mixed;
};

/* What the suspect asks for: the URL after repair. */
struct meaning {
	struct repair repair;
	bool has_guid;
	bool looked;		/* then it is taken apart, if it can be */
	bool parsed;
	struct url url;
};

static bool
has_guid(struct span s)
{
	size_t at = GUID_DASH;

	while ((at = span_find_byte(s, at, '-')) != SPAN_NONE) {
		if (pattern_account(PROVIDER_ACCOUNT_GUID,
		    span_sub(s, at - GUID_DASH, s.n), true))
			return true;
		at++;
	}
	return false;
}

/* What can be no host is looked at as it is written. */
static char *
host_of(const struct url *u, const char *host)
{
	char *raw;

	if (host)
		return buf_strdup(host);
	raw = url_unescape(u->host);
	for (char *c = raw; *c; c++)
		*c = (char)span_lower((unsigned char)*c);
	return raw;
}

static void
suspect_init(struct suspect *s, const struct url *u, const char *host)
{
	*s = (struct suspect){ .u = u };
	s->host = host_of(u, host);
	s->skeleton = confusable_skeleton(s->host);
	s->userinfo = url_unescape(u->userinfo);
	for (char *c = s->userinfo; *c; c++)
		*c = (char)span_lower((unsigned char)*c);
	for (const char *c = s->host; *c; c++)
		s->other_script |= (unsigned char)*c >= 0x80;
	s->other_script |= strstr(s->host, "xn--") != NULL;
	s->mixed = s->other_script && confusable_mixed(s->host);
}

static void
suspect_deinit(struct suspect *s)
{
	free(s->host);
	free(s->skeleton);
	free(s->userinfo);
}

static void
meaning_init(struct meaning *m, const struct url *u)
{
	repair_undo(u->whole, &m->repair);
	m->has_guid = has_guid(span_str(m->repair.text));
	m->looked = false;
}

/* True when m->url can be asked. */
static bool
meaning_parse(struct meaning *m)
{
	struct err err = { 0 };

	if (!m->looked)
		m->parsed = url_parse(span_str(m->repair.text), &m->url,
		    &err) == 0;
	m->looked = true;
	return m->parsed;
}

static bool
is_sub_domain(const char *host, const char *of)
{
	size_t n = strlen(host), m = strlen(of);

	return n > m && host[n - m - 1] == '.' && strcmp(host + n - m, of) == 0;
}

/* Where OF stands in HOST as whole labels with more behind it; NULL for not
 * at all. */
static const char *
behind_start(const char *host, const char *of)
{
	const char *at = host;

	while ((at = strstr(at, of)) != NULL) {
		const char *end = at + strlen(of);

		if ((at == host || at[-1] == '.' || at[-1] == '-') &&
		    (*end == '.' || *end == '-'))
			return end;
		at++;
	}
	return NULL;
}

/* ".br" behind "fabrikam.com" is somebody's honest host in another country
 * now and then. */
static bool
is_country(const char *rest)
{
	return strlen(rest) == 3 && rest[0] == '.';
}

static char *
dashed(const char *host)
{
	char *s = buf_strdup(host);

	for (char *c = s; *c; c++)
		if (*c == '.')
			*c = '-';
	return s;
}

/* "admin-microsoft-com.evil.example" */
static bool
starts_dashed(const char *host, const char *of)
{
	char *s;
	bool found;

	if (strchr(host, '-') == NULL || strchr(of, '.') == NULL)
		return false;
	s = dashed(of);
	found = behind_start(host, s) != NULL;
	free(s);
	return found;
}

/* The host is one that looks like LOOK in other letters, or is made of it. */
static bool
is_alike(const struct suspect *s, const char *look)
{
	return strcmp(s->skeleton, look) == 0 ||
	    is_sub_domain(s->skeleton, look) ||
	    behind_start(s->skeleton, look) != NULL;
}

/* What gives the host away by itself, in words that its model follows; NULL
 * for nothing. */
static const char *
sure_sign(const struct suspect *s, const char *host, const char *look)
{
	const char *rest = behind_start(s->host, host);

	if (*s->userinfo && strstr(s->userinfo, host))
		return "it leads elsewhere, with this only before its @";
	if (rest && !is_country(rest))
		return "its host only contains the name of";
	if (starts_dashed(s->host, host))
		return "its host only spells the name of";
	if (s->other_script && is_alike(s, look))
		return "its host has letters of other alphabets, to look like";
	return NULL;
}

/* The same for what counts only beside an invitation's path or parameters. */
static const char *
possible_sign(const struct suspect *s, const char *host, const char *look)
{
	if (confusable_near(s->host, host))
		return "its host is one letter off";
	if (behind_start(s->host, host))
		return "its host only contains the name of";
	if (is_alike(s, look))
		return "its host is written to look like";
	if (s->mixed)
		return "its host mixes alphabets, and it asks the same as";
	return NULL;
}

/* Does anything of an invitation stand in the address? */
static bool
is_inviting(const struct suspect *s, const struct provider *p)
{
	struct meaning m;
	struct guess g;
	bool inviting = false, parsed;

	meaning_init(&m, s->u);
	parsed = meaning_parse(&m);
	for (size_t i = 0; parsed && !inviting && i < p->n_shapes; i++) {
		guess_shape(p->shapes[i], p->account_kind, &m.url, &g);
		inviting = g.path || g.fragment || g.names;
	}
	repair_deinit(&m.repair);
	return inviting;
}

/* A whole invitation, with an account, on a host that is nobody's. PLACED: as
 * parameters of a query. */
static bool
is_copy(struct meaning *m, const struct provider *p, bool placed)
{
	struct guess g;

	if (p->account_kind == PROVIDER_ACCOUNT_GUID && !m->has_guid)
		return false;
	for (size_t i = 0; i < p->n_shapes; i++) {
		if (!shape_has(p->shapes[i], PATTERN_ACCOUNT) ||
		    !meaning_parse(m))
			continue;
		guess_shape(p->shapes[i], p->account_kind, &m->url, &g);
		if (g.values.account.n && (g.placed || !placed) &&
		    ((g.path && g.names >= 2) || (g.fragment && g.names) ||
		    (g.kind && g.names >= 2)))
			return true;
	}
	return false;
}

static bool
read_hosts(const struct suspect *s, const struct provider *p, char *how,
	size_t size)
{
	const char *sign;

	for (size_t i = 0; i < p->n_hosts; i++) {
		sign = sure_sign(s, p->hosts[i], p->looks[i]);
		if (sign == NULL && (sign = possible_sign(s, p->hosts[i],
		    p->looks[i])) && !is_inviting(s, p))
			sign = NULL;
		if (sign == NULL)
			continue;
		snprintf(how, size, "%s %s", sign, p->hosts[i]);
		return true;
	}
	return false;
}

/* The token of one's own signed link on another host. */
static const struct provider *
token_owner(const struct url *u, const struct facts *f)
{
	for (size_t i = 0; i < f->n_resellers; i++) {
		const struct reseller *r = f->resellers[i];
		const char *token = r->link ? strrchr(r->link, '/') : NULL;

		if (r->provider->signed_here && token && token[1] &&
		    span_find(u->whole, 0, span_str(token + 1)) != SPAN_NONE)
			return r->provider;
	}
	return NULL;
}

/* A sub-domain of a provider's host is the provider's. */
static bool
is_providers(const char *host, const struct facts *f)
{
	for (size_t i = 0; host && i < f->n_providers; i++)
		for (size_t k = 0; k < f->providers[i]->n_hosts; k++)
			if (strcmp(host, f->providers[i]->hosts[k]) == 0 ||
			    is_sub_domain(host, f->providers[i]->hosts[k]))
				return true;
	return false;
}

/* Of several profiles with that host, rather one that the sender has. */
static bool
find_host(const struct suspect *s, const struct facts *f,
	const struct provider **provider_r, char *how, size_t size)
{
	const struct provider *found = NULL;

	for (size_t i = 0; i < f->n_providers && !found; i++)
		if (read_hosts(s, f->providers[i], how, size))
			found = f->providers[i];
	if (found == NULL)
		return false;
	*provider_r = found;
	for (size_t i = 0; i < f->n_resellers; i++)
		if (read_hosts(s, f->resellers[i]->provider, how, size))
			*provider_r = f->resellers[i]->provider;
	return true;
}

bool
imitation_host(const struct url *u, const char *host, const struct facts *f,
	const struct provider **provider_r, char *how, size_t size)
{
	struct suspect s;
	bool found;

	if (is_providers(host, f))
		return false;
	suspect_init(&s, u, host);
	found = find_host(&s, f, provider_r, how, size);
	suspect_deinit(&s);
	return found;
}

static const struct provider *
copied(const struct url *u, const struct facts *f, bool placed)
{
	const struct provider *p = NULL;
	struct meaning m;

	meaning_init(&m, u);
	for (size_t i = 0; i < f->n_providers && p == NULL; i++)
		if (is_copy(&m, f->providers[i], placed))
			p = f->providers[i];
	repair_deinit(&m.repair);
	return p ? p : token_owner(u, f);
}

bool
imitation_invites(const struct url *u, const struct facts *f)
{
	return copied(u, f, true) != NULL;
}

bool
imitation_copy(const struct url *u, const char *host, const struct facts *f,
	const struct provider **provider_r, char *how, size_t size)
{
	const struct provider *p = is_providers(host, f) ? NULL :
	    copied(u, f, false);

	if (p == NULL)
		return false;
	*provider_r = p;
	snprintf(how, size, "an invitation of %s copied to another host",
	    p->title);
	return true;
}
