#include "site.h"

#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "courier.h"
#include "pool.h"
#include "rate.h"
#include "sys/file.h"
#include "sys/log.h"

#define STYLE_MAX (128 * 1024)
#define STYLE_NAME 40

struct site {
	struct config *config;
	struct pool *pool;
	struct languages *languages;
	struct courier *courier;
	struct buf style;
	char style_path[STYLE_NAME];
	pthread_mutex_t lock;		/* of the rates */
	struct rate *rates[SITE_KINDS];
	struct rate *codes;		/* for all together */
};

static int
read_style(struct site *s, struct err *err)
{
	unsigned char hash[16];
	char hex[2 * sizeof hash + 1];
	struct buf path;
	int rc;

	buf_init(&path, 4096);
	buf_init(&s->style, STYLE_MAX);
	buf_printf(&path, "%s/portal/style.css", s->config->templates);
	rc = file_read(buf_str(&path), &s->style, err);
	buf_deinit(&path);
	crypto_generichash(hash, sizeof hash, s->style.p, s->style.n, NULL, 0);
	sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
	snprintf(s->style_path, sizeof s->style_path, "/%.16s.css", hex);
	return rc;
}

int
site_new(struct config *c, struct site **s_r, struct err *err)
{
	struct site *s = buf_zalloc(sizeof *s);

	s->config = c;
	pthread_mutex_init(&s->lock, NULL);
	s->rates[SITE_GET] = rate_new(PORTAL_GET_BURST, PORTAL_GET_MINUTE);
	s->rates[SITE_POST] = rate_new(PORTAL_POST_BURST, PORTAL_POST_MINUTE);
	s->rates[SITE_CODE] = rate_new(PORTAL_CODE_BURST, PORTAL_CODE_MINUTE);
	s->codes = rate_new(PORTAL_CODES_BURST, PORTAL_CODES_MINUTE);
	if (languages_read(c->templates, &s->languages, err) < 0 ||
	    read_style(s, err) < 0 ||
	    pool_new(c->registry, &s->pool, err) < 0 ||
	    courier_new(&c->mailer, &s->courier, err) < 0) {
		site_free(&s);
		return -1;
	}
	*s_r = s;
	return 0;
}

void
site_stop(struct site *s, unsigned seconds)
{
	courier_free(&s->courier, seconds);
}

void
site_free(struct site **site)
{
	struct site *s = *site;

	if (s == NULL)
		return;
	courier_free(&s->courier, 0);
	pool_free(&s->pool);
	languages_free(&s->languages);
	for (size_t i = 0; i < SITE_KINDS; i++)
		rate_free(&s->rates[i]);
	rate_free(&s->codes);
	buf_deinit(&s->style);
	pthread_mutex_destroy(&s->lock);
	free(s);
	*site = NULL;
}

const struct config *
site_config(const struct site *s)
{
	return s->config;
}

const struct languages *
site_languages(const struct site *s)
{
	return s->languages;
}

struct span
site_style(const struct site *s)
{
	return buf_span(&s->style);
}

const char *
site_style_path(const struct site *s)
{
	return s->style_path;
}

int
site_registry(struct site *s, struct registry **r_r, struct err *err)
{
	return pool_take(s->pool, r_r, err);
}

void
site_registry_done(struct site *s, struct registry **r)
{
	pool_give(s->pool, r);
}

static int64_t
milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool
site_may(struct site *s, enum site_kind kind, const char *name)
{
	int64_t now = milliseconds();
	bool may;

	pthread_mutex_lock(&s->lock);
	may = rate_take(s->rates[kind], name, now) &&
		(kind != SITE_CODE || rate_take(s->codes, "", now));
	pthread_mutex_unlock(&s->lock);
	return may;
}

bool
site_mail(struct site *s, char *to, char *message)
{
	return courier_add(s->courier, to, message);
}
