#include "core/mime_header.h"

#include "core/mime_fields.h"
#include "core/mime_value.h"

void
mime_header_init(struct mime_header *h)
{
	*h = (struct mime_header){ .said.type = span_str("text"),
		.said.subtype = span_str("plain") };
}

static bool
is_new(struct mime_names *names, struct span name)
{
	for (size_t i = 0; i < names->n; i++)
		if (span_ieq(names->seen[i], name))
			return false;
	if (names->n == MIME_HEADER_NAMES)
		return false;
	names->seen[names->n++] = name;
	return true;
}

/* A part to begin with that is not the first is for GMime. */
static bool
take_parameter(struct mime_header *h, struct span name, struct span value)
{
	struct mime_said *said = &h->said;

	if (span_ieq_str(name, "boundary"))
		h->boundary = value;
	else if (span_ieq_str(name, "charset"))
		said->charset = value;
	else if (span_ieq_str(name, "format"))
		said->format = value;
	else if (span_ieq_str(name, "delsp"))
		said->delsp = value;
	else if (span_ieq_str(name, "smime-type"))
		said->smime_type = value;
	else if (span_ieq_str(name, "name") && !h->named)
		said->name = value;
	return !span_ieq_str(name, "start");
}

static bool
take_type(struct mime_header *h, struct span s)
{
	struct mime_names names = { .n = 0 };
	struct span name, value;

	if (!mime_value_type(&s, &h->said.type, &h->said.subtype))
		return false;
	while (!mime_value_end(&s))
		if (!mime_value_parameter(&s, &name, &value) ||
		    !is_new(&names, name) || !take_parameter(h, name, value))
			return false;
	h->said.multipart = span_ieq_str(h->said.type, "multipart");
	h->typed = true;
	return true;
}

static bool
take_disposition(struct mime_header *h, struct span s)
{
	struct mime_names names = { .n = 0 };
	struct span name, value;

	if (!mime_value_token(&s, &h->said.disposition))
		return false;
	while (!mime_value_end(&s)) {
		if (!mime_value_parameter(&s, &name, &value) ||
		    !is_new(&names, name))
			return false;
		if (span_ieq_str(name, "filename")) {
			h->said.name = value;
			h->named = true;
		}
	}
	return true;
}

bool
mime_header_take(struct mime_header *h, const struct message_field *f)
{
	struct span value = f->value;

	if (!mime_fields_is(f))
		return true;
	if (!is_new(&h->names, f->name))
		return false;
	if (span_ieq_str(f->name, "Content-Type"))
		return take_type(h, value);
	if (span_ieq_str(f->name, "Content-Disposition"))
		return take_disposition(h, value);
	if (span_ieq_str(f->name, "Content-Transfer-Encoding"))
		return mime_value_token(&value, &h->encoding) &&
			mime_value_end(&value);
	h->version |= span_ieq_str(f->name, "MIME-Version");
	return true;
}
