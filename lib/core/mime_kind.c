#include "core/mime_kind.h"

#include <string.h>

static bool
is(const char *s, const char *word)
{
	return s && span_ieq_str(span_str(s), word);
}

enum mime_kind
mime_kind_of(const struct mime_node *node, const char *type,
	const char *subtype)
{
	static const char *const nested[] = {
		"rfc822", "global", "news", "partial", "external-body",
	};

	if (node && mime_node_is_multipart(node))
		return MIME_MULTIPART;
	for (size_t i = 0; i < sizeof nested / sizeof nested[0]; i++)
		if (is(type, "message") && is(subtype, nested[i]))
			return MIME_MESSAGE;
	return MIME_LEAF;
}

static bool
name_ends(const struct mime_node *node, const char *end)
{
	struct span name = span_str(mime_node_filename(node));
	size_t n = strlen(end);

	return name.n >= n && span_ieq_str(span_sub(name, name.n - n, name.n),
		end);
}

/* RFC 8551 3.2.2; application/octet-stream with a name is what gateways leave
 * of S/MIME and TNEF. */
enum mime_seal
mime_kind_seal(const struct mime_node *node, const char *type,
	const char *subtype)
{
	if (is(type, "multipart") && is(subtype, "signed"))
		return MIME_SIGNED;
	if (is(type, "multipart") && is(subtype, "encrypted"))
		return MIME_ENCRYPTED;
	if (!is(type, "application"))
		return MIME_OPEN;
	if (is(subtype, "ms-tnef") || is(subtype, "vnd.ms-tnef") ||
	    name_ends(node, "winmail.dat"))
		return MIME_TNEF;
	if (is(subtype, "pgp-encrypted"))
		return MIME_ENCRYPTED;
	if (is(subtype, "pkcs7-mime") || is(subtype, "x-pkcs7-mime") ||
	    name_ends(node, ".p7m"))
		return is(mime_node_parameter(node, "smime-type"),
			"signed-data") ? MIME_SIGNED : MIME_ENCRYPTED;
	return MIME_OPEN;
}

bool
mime_kind_is_attachment(const struct mime_node *node, bool root)
{
	const char *disposition = mime_node_disposition(node);
	const char *name = mime_node_filename(node);

	if (disposition && *disposition && !is(disposition, "inline"))
		return true;	/* RFC 2183 2.8: unknown ones too */
	/* A root that has a name is the letter all the same. */
	return name && *name && !root;
}

size_t
mime_kind_related_root(const struct mime_node *node, size_t n)
{
	const char *start = mime_node_parameter(node, "start");
	struct span want, id;

	want = span_trim(span_str(start));
	if (want.n > 1 && want.p[0] == '<' && want.p[want.n - 1] == '>')
		want = span_sub(want, 1, want.n - 1);
	for (size_t i = 0; want.n && i < n; i++) {
		id = span_str(mime_node_content_id(mime_node_child(node, i)));
		if (span_eq(id, want))
			return i;
	}
	return 0;
}
