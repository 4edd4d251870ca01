#include "smtp/address.h"

#include <idn2.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

#include "core/buf.h"
#include "core/limits.h"
#include "core/vars.h"

/* RFC 5321 4.5.3.1.1 */
#define LOCAL_MAX 64

static int
check_local(struct span local, struct err *err)
{
	const char *what;
	size_t i;

	if (local.n == 0 || local.n > LOCAL_MAX)
		return err_set(err, ERR_DATA, local.n == 0 ?
			"nothing stands before the @" :
			"more than 64 characters stand before the @");
	if (vars_bad_character(local, &what) != SPAN_NONE)
		return err_set(err, ERR_DATA, "%s stands before the @", what);
	for (i = 0; i < local.n; i++) {
		unsigned char c = local.p[i];

		if (c <= ' ' || c == 0x7f || strchr("<>()[]\\,;:\"@", c))
			return err_set(err, ERR_DATA, "a space, bracket, "
				"quote or another character that can't stand "
				"there stands before the @");
	}
	if (local.p[0] == '.' || local.p[local.n - 1] == '.' ||
		span_find(local, 0, span_str("..")) != SPAN_NONE)
		return err_set(err, ERR_DATA, "a full stop stands at the "
			"wrong place before the @");
	return 0;
}

static int
check_domain(const char *domain, struct err *err)
{
	struct span s = span_str(domain);
	size_t label = 0, i;

	for (i = 0; i <= s.n; i++) {
		if (i < s.n && (span_is_alnum(s.p[i]) || s.p[i] == '-')) {
			label++;
			continue;
		}
		if ((i < s.n && s.p[i] != '.') || label == 0 || label > 63)
			return err_set(err, ERR_DATA, "what stands behind the "
				"@ is no domain");
		label = 0;
	}
	if (span_find_byte(s, 0, '.') == SPAN_NONE)
		return err_set(err, ERR_DATA, "the domain has no full stop; "
			"write it whole, as in name@example.com");
	return 0;
}

static int
read_domain(struct span domain, char **r, struct err *err)
{
	char *u = buf_dup(domain), *a = NULL;
	int rc;

	rc = idn2_to_ascii_8z(u, &a, IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT);
	free(u);
	if (rc != IDN2_OK)
		return err_set(err, ERR_DATA, "what stands behind the @ is no "
			"domain: %s", idn2_strerror(rc));
	if (check_domain(a, err) < 0) {
		idn2_free(a);
		return -1;
	}
	*r = buf_strdup(a);
	idn2_free(a);
	return 0;
}

/* RFC 6532 3.1: the same letters as the same bytes. */
static void
add_local(struct buf *b, struct span local)
{
	size_t n = 0;
	uint8_t *nfc = u8_normalize(UNINORM_NFC, local.p, local.n, NULL, &n);

	buf_add(b, nfc == NULL ? local : (struct span){ nfc, n });
	free(nfc);
}

int
address_read(struct span s, char **r, struct err *err)
{
	size_t at = SPAN_NONE, i;
	char *domain = NULL;
	struct buf b;

	s = span_trim(s);
	for (i = 0; i < s.n; i++) {
		if (s.p[i] < ' ' || s.p[i] == 0x7f)
			return err_set(err, ERR_DATA, "the address holds a "
				"line break or another control character");
		if (s.p[i] == '@')
			at = i;
	}
	if (at == SPAN_NONE)
		return err_set(err, ERR_DATA, "the address has no @; write "
			"it as in name@example.com");
	if (check_local(span_sub(s, 0, at), err) < 0 ||
		read_domain(span_sub(s, at + 1, s.n), &domain, err) < 0)
		return -1;
	buf_init(&b, LIMIT_ADDRESS);
	add_local(&b, span_sub(s, 0, at));
	buf_add_byte(&b, '@');
	buf_add_str(&b, domain);
	free(domain);
	if (buf_ok(&b))
		*r = buf_take(&b);
	i = buf_ok(&b);
	buf_deinit(&b);
	return i ? 0 : err_set(err, ERR_DATA, "the address is longer than %d "
		"characters", LIMIT_ADDRESS);
}

char *
address_key(const char *address)
{
	size_t n = 0;
	uint8_t *folded = u8_casefold((const uint8_t *)address,
		strlen(address), NULL, UNINORM_NFC, NULL, &n);
	char *key = folded == NULL ? buf_strdup(address) :
		buf_dup((struct span){ folded, n });

	free(folded);
	return key;
}

bool
address_is_ascii(const char *address)
{
	for (; *address != '\0'; address++)
		if ((unsigned char)*address >= 0x80)
			return false;
	return true;
}

const char *
address_domain(const char *address)
{
	return strrchr(address, '@') + 1;
}
