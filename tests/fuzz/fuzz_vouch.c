/* Published keys and an address, both from a stranger. The text up to the first
 * NUL is a file of keys, the rest an address. */

#include <string.h>

#include "core/vouch.h"
#include "fuzz.h"
#include "house.h"

/* What is read is written as something that is read the same. */
static void
check_record(const struct key_record *k)
{
	const char *host = k->host[0] ? k->host : NULL;
	struct key_record again;
	struct err err = { .kind = ERR_NONE };
	struct buf text;

	buf_init(&text, 4096);
	key_record_add(&k->key, host, &text);
	promise(key_record_read(buf_span(&text), &again, &err) == 0,
		"a record that was read can be published");
	promise(again.key.id == k->key.id && again.key.state == k->key.state &&
		strcmp(again.host, k->host) == 0 && memcmp(again.key.public,
		k->key.public, TOKEN_PUBLIC) == 0, "and is the same");
	buf_deinit(&text);
}

static void
check_host(const char *host)
{
	for (; *host; host++)
		promise(*host > ' ' && *host < 0x7f, "a host can be printed");
}

static void
check_address(struct span url, const struct key_records *keys)
{
	struct vouch v;
	struct buf issued;

	vouch_find(url, &v);
	vouch_judge(&v, keys);
	check_host(v.host);
	promise(v.found || v.state == LINK_UNRELATED, "nothing is nothing");
	buf_init(&issued, 1 << 16);
	if (v.state == LINK_INTACT) {
		buf_printf(&issued, "https://%s%s%s", v.host, v.prefix,
			v.token);
		promise(span_eq(buf_span(&issued), url),
			"what is intact is spelled as it was issued");
	}
	buf_deinit(&issued);
	vouch_deinit(&v);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct span all = { data, n };
	size_t end = span_find_byte(all, 0, 0), i;
	struct key_records k, own;
	struct key_record ours = { .key = house_key()->keys.keys[0] };
	struct err err = { .kind = ERR_NONE };
	struct span url = end == SPAN_NONE ? all : span_sub(all, end + 1, n);

	if (key_records_read(span_sub(all, 0, end == SPAN_NONE ? n : end),
	    "keys", &k, &err) == 0)
		for (i = 0; i < k.n; i++)
			check_record(&k.list[i]);
	check_address(url, &k);
	own = (struct key_records){ &ours, 1 };
	check_address(url, &own);
	key_records_deinit(&k);
	return 0;
}
