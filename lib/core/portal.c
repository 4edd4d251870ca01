#include "core/portal.h"

#include <stdlib.h>
#include <string.h>

#include "core/buf.h"

/* An address whose path is in two: before a portal's mark, and behind it. */
struct marked {
	struct span before, rest;
	struct span behind;	/* the path: the query and the fragment */
};

/* Up to the first byte of SET, which is not taken; moves S there. */
static struct span
take(struct span *s, const char *set)
{
	struct span all = *s;
	size_t n = 0;

	while (n < all.n && (all.p[n] == '\0' || !strchr(set, all.p[n])))
		n++;
	*s = span_from(all, n);
	return span_sub(all, 0, n);
}

static bool
take_mark(struct span *s, const char *mark)
{
	if (!span_starts(*s, span_str(mark)))
		return false;
	*s = span_from(*s, strlen(mark));
	return true;
}

/* What stands behind NAME in a list with commas; empty: it is not there. */
static struct span
option(struct span list, const char *name)
{
	size_t at = span_find(list, 0, span_str(name));

	if (at == SPAN_NONE)
		return span_sub(list, 0, 0);
	list = span_from(list, at + strlen(name));
	return take(&list, ",");
}

/* /folder/,DanaInfo=host,Port=8443,SSL+file: a host that begins with a dot is
 * hidden. */
static char *
by_dana(const struct marked *m)
{
	struct span rest = m->rest, host = take(&rest, "+,");
	struct span flags = take(&rest, "+"), port = option(flags, ",Port=");
	struct buf out;

	take_mark(&rest, "+");
	if (host.n == 0 || host.p[0] == '.')
		return NULL;
	buf_init(&out, LIMIT_URL);
	buf_add_str(&out, span_find(flags, 0, span_str(",SSL")) == SPAN_NONE ?
	    "http://" : "https://");
	buf_add(&out, host);
	if (port.n) {
		buf_add_byte(&out, ':');
		buf_add(&out, port);
	}
	buf_add(&out, m->before);
	buf_add(&out, rest);
	buf_add(&out, m->behind);
	return buf_take(&out);
}

/* /Web/folder/file,CVPNHost=host:port,CVPNProtocol=https,CVPNOrg=rel */
static char *
by_mobile_access(const struct marked *m)
{
	struct span flags = m->rest, host = take(&flags, ",");
	struct span protocol = option(flags, ",CVPNProtocol=");
	struct span path = m->before;
	struct buf out;

	if (host.n == 0)
		return NULL;
	take_mark(&path, "/Web");
	buf_init(&out, LIMIT_URL);
	buf_add(&out, protocol.n ? protocol : span_str("https"));
	buf_add_str(&out, "://");
	buf_add(&out, host);
	buf_add(&out, path);
	buf_add(&out, m->behind);
	return buf_take(&out);
}

static bool
add_unhexed(struct span hex, struct buf *out)
{
	for (size_t i = 0; i < hex.n; i += 2) {
		int high = span_hex_value(hex.p[i]);
		int low = i + 1 < hex.n ? span_hex_value(hex.p[i + 1]) : -1;

		if (high < 0 || low < 0 || high * 16 + low <= ' ')
			return false;
		buf_add_byte(out, (unsigned char)(high * 16 + low));
	}
	return hex.n > 0;
}

/* The address that begins with what HEX stands for. */
static char *
from_hex(struct span hex, struct span path, struct span behind)
{
	struct buf out;

	buf_init(&out, LIMIT_URL);
	if (!add_unhexed(hex, &out)) {
		buf_deinit(&out);
		return NULL;
	}
	buf_add(&out, path);
	buf_add(&out, behind);
	return buf_take(&out);
}

/* /f5-w-hex$$/folder/file */
static char *
by_f5(const struct marked *m)
{
	struct span rest = m->rest, hex = take(&rest, "$");

	if (m->before.n || !take_mark(&rest, "$$"))
		return NULL;
	return from_hex(hex, rest, m->behind);
}

/* Each letter is the thirteenth from its own. */
static void
turn_letters(char *s, size_t n)
{
	for (size_t i = 0; i < n && s[i]; i++) {
		char base = s[i] >= 'a' ? 'a' : 'A';

		if (span_is_alpha((unsigned char)s[i]))
			s[i] = (char)(base + (s[i] - base + 13) % 26);
	}
}

/* /+CSCO+0hHEX++/folder/file; the two characters are a code and a hint, and
 * the letters of scheme and host are turned before they are made HEX. */
static char *
by_asa(const struct marked *m)
{
	struct span rest = m->rest, hex = take(&rest, "+");
	char *s;

	if (m->before.n || hex.n < 2 || !take_mark(&rest, "++"))
		return NULL;
	hex = span_from(hex, 2);
	s = from_hex(hex, rest, m->behind);
	if (s)
		turn_letters(s, hex.n / 2);
	return s;
}

static const struct {
	const char *name;
	const char *mark;
	char *(*undo)(const struct marked *m);
} portals[] = {
	{ "Pulse Connect Secure", ",DanaInfo=", by_dana },
	{ "Check Point Mobile Access", ",CVPNHost=", by_mobile_access },
	{ "F5 Access Policy Manager", "/f5-w-", by_f5 },
	{ "Cisco clientless VPN", "/+CSCO+", by_asa },
};

char *
portal_target(const struct url *u, const char **name_r)
{
	struct marked m;

	for (size_t i = 0; i < sizeof portals / sizeof portals[0]; i++) {
		struct span mark = span_str(portals[i].mark);
		size_t at = span_find(u->path, 0, mark);

		if (at == SPAN_NONE)
			continue;
		m.before = span_sub(u->path, 0, at);
		m.rest = span_from(u->path, at + mark.n);
		m.behind = span_from(u->whole,
		    (size_t)(u->path.p - u->whole.p) + u->path.n);
		*name_r = portals[i].name;
		return portals[i].undo(&m);
	}
	return NULL;
}
