#include "organisation.h"

#include <libpsl.h>
#include <string.h>

#include "core/span.h"
#include "registry/public_mail.h"
#include "registry/sender.h"

char *
organisation_address(const char *text)
{
	struct span s = span_trim(span_str(text));

	return sender_fold_address(s);
}

const char *
organisation_domain(const char *address)
{
	const char *at = strrchr(address, '@');

	return at ? at + 1 : address;
}

bool
organisation_own(const char *domain)
{
	return strchr(domain, '.') && !public_mail_has(domain) &&
		!psl_is_public_suffix(psl_builtin(), domain);
}
