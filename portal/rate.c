#include "rate.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "core/buf.h"

#define PLACES 16384

struct place {
	uint64_t name;		/* its hash; 0: free */
	int64_t at;		/* when it was looked at */
	double left;
};

struct rate {
	unsigned burst, minute;
	unsigned char key[crypto_shorthash_KEYBYTES];
	struct place places[PLACES];
};

struct rate *
rate_new(unsigned burst, unsigned minute)
{
	struct rate *r = buf_zalloc(sizeof *r);

	r->burst = burst;
	r->minute = minute;
	randombytes_buf(r->key, sizeof r->key);
	return r;
}

void
rate_free(struct rate **r)
{
	free(*r);
	*r = NULL;
}

static uint64_t
hash(const struct rate *r, const char *name)
{
	uint64_t h;

	crypto_shorthash((unsigned char *)&h, (const unsigned char *)name,
		strlen(name), r->key);
	return h ? h : 1;
}

bool
rate_take(struct rate *r, const char *name, int64_t now)
{
	uint64_t h = hash(r, name);
	struct place *p = &r->places[h % PLACES];

	if (p->name != h)
		*p = (struct place){ h, now, r->burst };
	if (now > p->at)
		p->left += (double)(now - p->at) * r->minute / 60000;
	if (p->left > r->burst)
		p->left = r->burst;
	p->at = now;
	if (p->left < 1)
		return false;
	p->left -= 1;
	return true;
}
