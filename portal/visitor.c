#include "visitor.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

#include "core/span.h"

static void
write_address(const struct sockaddr *address, char *out, size_t max)
{
	const struct sockaddr_in6 *six = (const void *)address;
	const struct sockaddr_in *four = (const void *)address;
	struct in6_addr half;

	snprintf(out, max, "?");
	if (address->sa_family == AF_INET)
		inet_ntop(AF_INET, &four->sin_addr, out, (socklen_t)max);
	if (address->sa_family != AF_INET6)
		return;
	half = six->sin6_addr;
	if (!IN6_IS_ADDR_V4MAPPED(&half))
		memset(half.s6_addr + 8, 0, 8);
	inet_ntop(AF_INET6, &half, out, (socklen_t)max);
}

static bool
parse(struct span text, struct sockaddr_storage *r)
{
	struct sockaddr_in6 *six = (void *)r;
	struct sockaddr_in *four = (void *)r;
	char copy[64];

	text = span_trim(text);
	if (text.n >= sizeof copy)
		return false;
	memcpy(copy, text.p, text.n);
	copy[text.n] = '\0';
	memset(r, 0, sizeof *r);
	r->ss_family = AF_INET;
	if (inet_pton(AF_INET, copy, &four->sin_addr) == 1)
		return true;
	r->ss_family = AF_INET6;
	return inet_pton(AF_INET6, copy, &six->sin6_addr) == 1;
}

static bool
is_proxy(const struct network *proxies, size_t n, const struct sockaddr *a)
{
	for (size_t i = 0; i < n; i++)
		if (network_holds(&proxies[i], a))
			return true;
	return false;
}

bool
visitor_find(const struct network *proxies, size_t n,
	const struct sockaddr *peer, const char *forwarded, char *out,
	size_t max)
{
	struct span list = span_str(forwarded);
	struct sockaddr_storage hop;
	size_t begin, end = list.n;

	write_address(peer, out, max);
	if (!is_proxy(proxies, n, peer))
		return false;
	/* From the right: what stands left of a stranger he wrote himself. */
	while (end > 0) {
		for (begin = end; begin > 0 && list.p[begin - 1] != ','; )
			begin--;
		if (!parse(span_sub(list, begin, end), &hop))
			break;
		write_address((const struct sockaddr *)&hop, out, max);
		if (!is_proxy(proxies, n, (const struct sockaddr *)&hop))
			break;
		end = begin > 0 ? begin - 1 : 0;
	}
	return true;
}
