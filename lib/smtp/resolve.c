#include "smtp/resolve.h"

#include <arpa/inet.h>
#include <dlfcn.h>
#include <netdb.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"
#include "core/span.h"

#define SUFFIX ".ipv6-literal.net"

static bool
is_v6(const char *s)
{
	struct in6_addr a;

	return inet_pton(AF_INET6, s, &a) == 1;
}

/* A copy of S with each FROM as TO. */
static char *
exchange(struct span s, char from, char to)
{
	char *copy = buf_dup(s), *p;

	for (p = copy; *p != '\0'; p++)
		if (*p == from)
			*p = to;
	return copy;
}

char *
resolve_name(const char *address)
{
	struct buf name;
	char *words;

	if (!is_v6(address))
		return NULL;
	words = exchange(span_str(address), ':', '-');
	buf_init(&name, strlen(words) + sizeof(SUFFIX));
	buf_printf(&name, "%s" SUFFIX, words);
	free(words);
	return buf_take(&name);
}

char *
resolve_address(const char *name)
{
	struct span s = span_str(name), suffix = span_str(SUFFIX);
	char *address;

	if (!span_ends(s, suffix))
		return NULL;
	address = exchange(span_sub(s, 0, s.n - suffix.n), '-', ':');
	if (is_v6(address))
		return address;
	free(address);
	return NULL;
}

int
getaddrinfo(const char *restrict name, const char *restrict service,
	const struct addrinfo *restrict hints,
	struct addrinfo **restrict list_r)
{
	int (*next)(const char *, const char *, const struct addrinfo *,
		struct addrinfo **);
	char *address = name == NULL ? NULL : resolve_address(name);
	int rc;

	*(void **)&next = dlsym(RTLD_NEXT, "getaddrinfo");
	rc = next(address == NULL ? name : address, service, hints, list_r);
	free(address);
	return rc;
}
