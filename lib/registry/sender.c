#include "registry/sender.h"

#include <idn2.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/limits.h"

/* RFC 5321 4.5.3.1.1 and .2; RFC 1035 2.3.4. */
#define LOCAL_PART_MAX 64
#define DOMAIN_MAX 253
#define LABEL_MAX 63

static void
lower(char *s)
{
	for (; *s; s++)
		*s = (char)span_lower((unsigned char)*s);
}

static bool
label_ok(const char *label, size_t n)
{
	size_t i;

	if (n == 0 || n > LABEL_MAX || label[0] == '-' || label[n - 1] == '-')
		return false;
	for (i = 0; i < n; i++)
		if (!span_is_alnum((unsigned char)label[i]) &&
		    label[i] != '-' && label[i] != '_')
			return false;
	return true;
}

static bool
domain_ok(const char *domain)
{
	size_t n;

	if (strlen(domain) > DOMAIN_MAX)
		return false;
	for (;; domain += n + 1) {
		n = strcspn(domain, ".");
		if (!label_ok(domain, n))
			return false;
		if (domain[n] == '\0')
			return true;
	}
}

static bool
is_ascii(const char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s > 0x7f)
			return false;
	return true;
}

/* A-labels (RFC 5891); the caller frees; NULL when IDNA refuses it. */
static char *
to_ascii(const char *domain)
{
	char *out = NULL, *copy = NULL;

	if (idn2_to_ascii_8z(domain, &out, IDN2_NFC_INPUT |
	    IDN2_NONTRANSITIONAL) == IDN2_OK)
		copy = buf_strdup(out);
	idn2_free(out);
	return copy;
}

char *
sender_fold_domain(struct span domain)
{
	char *out, *ascii;

	if (domain.n && domain.p[domain.n - 1] == '.')
		domain.n--;
	if (memchr(domain.p, '\0', domain.n))
		return NULL;
	out = buf_dup(domain);
	if (!is_ascii(out)) {
		ascii = to_ascii(out);
		free(out);
		if (ascii == NULL)
			return NULL;
		out = ascii;
	}
	lower(out);
	if (!domain_ok(out)) {
		free(out);
		return NULL;
	}
	return out;
}

/* Offset of the '@' before the domain: the last one, since a quoted local
 * part may hold others. */
static size_t
last_at(struct span s)
{
	size_t i = s.n;

	while (i > 0)
		if (s.p[--i] == '@')
			return i;
	return SPAN_NONE;
}

/* RFC 5321 4.1.2: outside of quotes an atom, without the specials. */
static bool
local_part_ok(struct span local)
{
	static const char specials[] = " \"(),:;<>@[\\]";
	size_t i;

	if (local.n == 0 || local.n > LOCAL_PART_MAX)
		return false;
	for (i = 0; i < local.n; i++)
		if (local.p[i] < 0x20 || local.p[i] == 0x7f ||
		    (local.p[0] != '"' && strchr(specials, local.p[i])))
			return false;
	return true;
}

char *
sender_fold_address(struct span address)
{
	struct buf out;
	char *domain, *local;
	size_t at;

	if (address.n > 1 && address.p[0] == '<' &&
	    address.p[address.n - 1] == '>')
		address = span_sub(address, 1, address.n - 1);
	at = last_at(address);
	if (at == SPAN_NONE || !local_part_ok(span_sub(address, 0, at)))
		return NULL;
	domain = sender_fold_domain(span_sub(address, at + 1, address.n));
	if (domain == NULL)
		return NULL;
	local = buf_dup(span_sub(address, 0, at));
	lower(local);
	buf_init(&out, LIMIT_ADDRESS);
	buf_printf(&out, "%s@%s", local, domain);
	free(local);
	free(domain);
	if (buf_ok(&out))
		return buf_take(&out);
	buf_deinit(&out);
	return NULL;
}

/* A login means something to the SASL server only: no control characters, no
 * spaces, nothing else is asked. */
static char *
login(const char *s)
{
	size_t i;

	for (i = 0; s[i]; i++)
		if ((unsigned char)s[i] <= ' ' || s[i] == 0x7f)
			return NULL;
	return i && i <= LIMIT_ADDRESS ? buf_strdup(s) : NULL;
}

int
sender_parse(const char *who, struct registry_sender *out, struct err *err)
{
	const char *kind;
	char *value;

	if (strncmp(who, "login:", 6) == 0) {
		kind = "login";
		value = login(who + 6);
	} else if (who[0] == '@') {
		kind = "domain";
		value = sender_fold_domain(span_str(who + 1));
	} else {
		kind = "address";
		value = sender_fold_address(span_str(who));
	}
	if (value == NULL)
		return err_set(err, ERR_USAGE, "sender \"%.200s\": write an "
			"address (alice@contoso.example), a domain "
			"(@invite.contoso.example) or a SASL login "
			"(login:alice)", who);
	*out = (struct registry_sender){ .kind = buf_strdup(kind),
		.value = value };
	return 0;
}

const char *
sender_prefix(const char *kind)
{
	if (strcmp(kind, "login") == 0)
		return "login:";
	return strcmp(kind, "domain") == 0 ? "@" : "";
}
