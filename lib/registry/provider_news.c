#include "registry/provider_news.h"

#include "registry/store.h"

struct telling {
	const struct provider_news *news;
	const unsigned char *digest;
	int64_t before;
	bool *known;
};

static int
remember(struct registry *r, const struct telling *t, struct err *err)
{
	struct store_value args[] = {
		store_blob(t->digest, PROVIDER_NEWS_DIGEST),
		store_number(t->news->at),
	};
	int rc = store_query(r, "DELETE FROM provider_events WHERE at < ?1",
		(struct store_value[]){ store_number(t->before) }, 1, NULL,
		NULL, err);

	if (rc == 0)
		rc = store_exists(r, "SELECT 1 FROM provider_events"
			" WHERE digest = ?1", args, 1, err);
	if (rc < 0)
		return -1;
	*t->known = rc > 0;
	return *t->known ? 0 : store_query(r, "INSERT INTO provider_events"
		" (digest, at) VALUES (?1, ?2)", args, 2, NULL, NULL, err);
}

static int
add(struct registry *r, const void *ctx, struct err *err)
{
	const struct telling *t = ctx;
	const struct provider_news *n = t->news;

	if (store_want_reseller(r, n->reseller, err) != 0 ||
	    remember(r, t, err) != 0)
		return -1;
	if (*t->known)
		return 0;
	return store_query(r, "INSERT INTO provider_news (reseller, tenant,"
		" event, at, n) VALUES ((SELECT id FROM resellers"
		" WHERE name = ?1), lower(?2), ?3, ?4, 1)"
		" ON CONFLICT (reseller, tenant) DO UPDATE SET event = ?3,"
		" at = ?4, n = provider_news.n + 1", (struct store_value[]){
			store_text(n->reseller), store_text(n->tenant),
			store_text(n->event), store_number(n->at) }, 4, NULL,
		NULL, err);
}

int
provider_news_add(struct registry *r, const struct provider_news *news,
	const unsigned char digest[PROVIDER_NEWS_DIGEST], int64_t before,
	bool *known_r, struct err *err)
{
	struct telling t = { news, digest, before, known_r };

	return store_change(r, add, &t, err);
}

struct each_news {
	int (*fn)(void *ctx, const struct provider_news *);
	void *ctx;
};

static int
hand_over(void *ctx, const struct store_value *c)
{
	const struct each_news *e = ctx;
	struct provider_news n = { c[0].text, c[1].text, c[2].text,
		c[3].number, c[4].number };

	return e->fn(e->ctx, &n);
}

int
provider_news_each(struct registry *r, const char *reseller,
	int (*fn)(void *ctx, const struct provider_news *), void *ctx,
	struct err *err)
{
	struct each_news e = { fn, ctx };

	return store_query(r, "SELECT s.name, n.tenant, n.event, n.at, n.n"
		" FROM provider_news n JOIN resellers s ON s.id = n.reseller"
		" WHERE s.name = ?1 ORDER BY n.at, n.tenant",
		(struct store_value[]){ store_text(reseller) }, 1, hand_over,
		&e, err);
}

int
provider_news_done(struct registry *r, const struct provider_news *news,
	struct err *err)
{
	return store_query(r, "DELETE FROM provider_news WHERE tenant = ?2"
		" AND n = ?3 AND reseller = (SELECT id FROM resellers"
		" WHERE name = ?1)", (struct store_value[]){
			store_text(news->reseller), store_text(news->tenant),
			store_number(news->n) }, 3, NULL, NULL, err);
}
