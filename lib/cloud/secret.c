#include "cloud/secret.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define SHORT 8

char *
secret_new(struct span s)
{
	char *p = NULL;

	/* Again and again is once. */
	if (sodium_init() >= 0)
		p = sodium_malloc(s.n + 1);
	if (p == NULL)
		abort();
	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return p;
}

void
secret_free(char **secret)
{
	sodium_free(*secret);
	*secret = NULL;
}

void
secret_buf_deinit(struct buf *b)
{
	if (b->p)
		sodium_memzero(b->p, b->cap);
	buf_deinit(b);
}

void
secret_hide(char *text, const char *secret)
{
	size_t n = secret ? strlen(secret) : 0;
	char *at = text;

	if (n < SHORT)
		return;
	while ((at = strstr(at, secret)) != NULL) {
		memset(at, '*', n);
		at += n;
	}
}
