#include "sys/network.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <string.h>

#include "core/buf.h"

/* The longest text of an IPv6 address and its prefix length. */
#define NETWORK_TEXT 64

static bool
parse_address(const char *s, struct network *n)
{
	n->family = AF_INET;
	n->bits = 32;
	if (inet_pton(AF_INET, s, n->address) == 1)
		return true;
	n->family = AF_INET6;
	n->bits = 128;
	return inet_pton(AF_INET6, s, n->address) == 1;
}

static bool
parse_bits(const char *s, unsigned max, unsigned *bits_r)
{
	unsigned bits = 0;

	if (*s == '\0' || strlen(s) > 3)
		return false;
	for (; *s; s++) {
		if (!span_is_digit((unsigned char)*s))
			return false;
		bits = bits * 10 + (unsigned)(*s - '0');
	}
	*bits_r = bits;
	return bits <= max;
}

static bool
bit(const unsigned char *address, unsigned i)
{
	return address[i / 8] >> (7 - i % 8) & 1;
}

static bool
host_bits_clear(const struct network *n)
{
	unsigned max = n->family == AF_INET ? 32 : 128;

	for (unsigned i = n->bits; i < max; i++)
		if (bit(n->address, i))
			return false;
	return true;
}

int
network_parse(const char *s, struct network *n_r, struct err *err)
{
	char text[NETWORK_TEXT];
	struct network n = { 0 };
	unsigned max;
	char *slash;

	if (strlen(s) >= sizeof text)
		return err_set(err, ERR_CONFIG, "\"%.60s…\" is no network", s);
	memcpy(text, s, strlen(s) + 1);
	slash = strchr(text, '/');
	if (slash)
		*slash++ = '\0';
	if (!parse_address(text, &n))
		return err_set(err, ERR_CONFIG, "\"%s\" is no network; write "
			"\"192.0.2.0/24\", \"2001:db8::/32\" or an address", s);
	max = n.bits;
	if (slash && !parse_bits(slash, max, &n.bits))
		return err_set(err, ERR_CONFIG,
			"\"%s\": after the '/' stands a number from 0 to %u", s,
			max);
	if (!host_bits_clear(&n))
		return err_set(err, ERR_CONFIG, "\"%s\" has bits behind its "
			"prefix; write the network's first address, or leave "
			"out the '/%u'", s, n.bits);
	*n_r = n;
	return 0;
}

static bool
same_prefix(const struct network *n, const unsigned char *address)
{
	for (unsigned i = 0; i < n->bits; i++)
		if (bit(n->address, i) != bit(address, i))
			return false;
	return true;
}

bool
network_holds(const struct network *n, const struct sockaddr *address)
{
	struct sockaddr_in in;
	struct sockaddr_in6 in6;

	if (address->sa_family == AF_INET) {
		memcpy(&in, address, sizeof in);
		return n->family == AF_INET && same_prefix(n,
			(const unsigned char *)&in.sin_addr);
	}
	if (address->sa_family != AF_INET6)
		return false;
	memcpy(&in6, address, sizeof in6);
	if (n->family == AF_INET)
		return IN6_IS_ADDR_V4MAPPED(&in6.sin6_addr) &&
			same_prefix(n, in6.sin6_addr.s6_addr + 12);
	return same_prefix(n, in6.sin6_addr.s6_addr);
}

bool
network_holds_text(const struct network *n, const char *s)
{
	struct sockaddr_in in = { .sin_family = AF_INET };
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6 };

	if (inet_pton(AF_INET, s, &in.sin_addr) == 1)
		return network_holds(n, (const struct sockaddr *)&in);
	if (inet_pton(AF_INET6, s, &in6.sin6_addr) == 1)
		return network_holds(n, (const struct sockaddr *)&in6);
	return false;
}

bool
network_is_address(const char *s)
{
	struct network n;

	return parse_address(s, &n);
}
