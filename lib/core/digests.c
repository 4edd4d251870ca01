#include "core/digests.h"

#include <sodium.h>
#include <stdbool.h>

#define HEX_SIZE (2 * crypto_hash_sha256_BYTES)

/* "HEX  NAME"; a star before the name marks binary mode in sha256sum. */
static bool
names(struct span line, struct span name)
{
	struct span rest;

	if (line.n <= HEX_SIZE + 2)
		return false;
	rest = span_trim(span_sub(line, HEX_SIZE, line.n));
	if (rest.n > 0 && rest.p[0] == '*')
		rest = span_sub(rest, 1, rest.n);
	return span_eq(rest, name);
}

int
digests_check(struct span list, const char *list_name, const char *name,
	struct span content, struct err *err)
{
	unsigned char digest[crypto_hash_sha256_BYTES];
	char hex[HEX_SIZE + 1];
	size_t at = 0, eol;
	struct span line;

	crypto_hash_sha256(digest, content.p, content.n);
	sodium_bin2hex(hex, sizeof(hex), digest, sizeof(digest));
	for (; at < list.n; at = eol + 1) {
		eol = span_find_byte(list, at, '\n');
		if (eol == SPAN_NONE)
			eol = list.n;
		line = span_trim(span_sub(list, at, eol));
		if (!names(line, span_str(name)))
			continue;
		if (span_ieq_str(span_sub(line, 0, HEX_SIZE), hex))
			return 0;
		return err_set(err, ERR_DATA, "the locked block %s was "
			"changed: its SHA-256 is not the one in %s; put the "
			"original file back", name, list_name);
	}
	return err_set(err, ERR_DATA, "%s has no line for the locked block "
		"%s; put the original files back", list_name, name);
}
