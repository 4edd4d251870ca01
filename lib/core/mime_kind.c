#include "core/mime_kind.h"

static enum mime_kind
kind_of(const struct mime_said *said)
{
	static const char *const nested[] = {
		"rfc822", "global", "news", "partial", "external-body",
	};

	if (said->multipart)
		return MIME_MULTIPART;
	if (!span_ieq_str(said->type, "message"))
		return MIME_LEAF;
	for (size_t i = 0; i < sizeof nested / sizeof nested[0]; i++)
		if (span_ieq_str(said->subtype, nested[i]))
			return MIME_MESSAGE;
	return MIME_LEAF;
}

static bool
name_ends(const struct mime_said *said, const char *end)
{
	struct span name = said->name, want = span_str(end);

	return name.n >= want.n && span_ieq(span_sub(name, name.n - want.n,
		name.n), want);
}

/* RFC 8551 3.2.2; application/octet-stream with a name is what gateways leave
 * of S/MIME and TNEF. */
static enum mime_seal
seal_of_application(const struct mime_said *said)
{
	struct span subtype = said->subtype;

	if (span_ieq_str(subtype, "ms-tnef") ||
	    span_ieq_str(subtype, "vnd.ms-tnef") ||
	    name_ends(said, "winmail.dat"))
		return MIME_TNEF;
	if (span_ieq_str(subtype, "pgp-encrypted"))
		return MIME_ENCRYPTED;
	if (span_ieq_str(subtype, "pkcs7-mime") ||
	    span_ieq_str(subtype, "x-pkcs7-mime") || name_ends(said, ".p7m"))
		return span_ieq_str(said->smime_type, "signed-data") ?
			MIME_SIGNED : MIME_ENCRYPTED;
	return MIME_OPEN;
}

/* What the part itself is, without what it is inside of. */
static enum mime_seal
seal_of(const struct mime_said *said)
{
	if (span_ieq_str(said->type, "application"))
		return seal_of_application(said);
	if (!span_ieq_str(said->type, "multipart"))
		return MIME_OPEN;
	if (span_ieq_str(said->subtype, "signed"))
		return MIME_SIGNED;
	return span_ieq_str(said->subtype, "encrypted") ? MIME_ENCRYPTED :
		MIME_OPEN;
}

/* RFC 2183 2.8: unknown dispositions too. A root that has a name is the
 * letter all the same. */
static bool
is_attachment(const struct mime_said *said, bool root)
{
	return (said->disposition.n &&
		!span_ieq_str(said->disposition, "inline")) ||
		(said->name.n && !root);
}

void
mime_kind_set(struct mime *mime, struct mime_item *item,
	const struct mime_said *said)
{
	struct mime_part *part = &item->part;
	bool root = part->parent == SPAN_NONE;

	part->type = mime_item_word(mime, said->type);
	part->subtype = mime_item_word(mime, said->subtype);
	part->charset = mime_item_word(mime, said->charset);
	part->kind = kind_of(said);
	part->attachment = is_attachment(said, root);
	part->flowed = span_ieq_str(said->format, "flowed");
	part->delsp = span_ieq_str(said->delsp, "yes");
	if (!root)
		part->seal = mime->items[part->parent].part.seal;
	if (part->seal == MIME_OPEN)
		part->seal = seal_of(said);
	if (root && part->kind == MIME_MULTIPART)
		part->number[0] = '\0';
}
