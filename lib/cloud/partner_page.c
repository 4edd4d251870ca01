#include "cloud/partner_page.h"

#include <stdlib.h>
#include <string.h>

#include "cloud/cloud_limits.h"
#include "cloud/refusal.h"
#include "core/limits.h"
#include "core/url.h"

#define PATH "/v1/customers"
#define TOKEN "MS-ContinuationToken"
/* A macro's value as text. */
#define TEXT(x) #x
#define TEXT_OF(x) TEXT(x)
#define FIRST PATH "?size=" TEXT_OF(CLOUD_PAGE_SIZE)

void
partner_place_deinit(struct partner_place *place)
{
	free(place->url);
	free(place->token);
	*place = (struct partner_place){ NULL, NULL };
}

static bool
same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

bool
partner_place_same(const struct partner_place *a,
	const struct partner_place *b)
{
	return same(a->url, b->url) && same(a->token, b->token);
}

void
partner_page_deinit(struct partner_page *p)
{
	for (size_t i = 0; i < p->n; i++)
		partner_customer_deinit(&p->customers[i]);
	free(p->customers);
	partner_place_deinit(&p->next);
	*p = (struct partner_page){ .customers = NULL };
}

void
partner_page_get(const struct partner_center_call *call,
	const struct partner_place *place, struct http_request *rq)
{
	partner_center_start(call, "GET", place->url ? "" : FIRST, rq);
	if (place->url) {
		buf_reset(&rq->url);
		buf_add_str(&rq->url, place->url);
	}
	if (place->token)
		http_request_field(rq, TOKEN, place->token);
}

/* The next page is at the base or nowhere; what is shown of another place is
 * its host. */
static int
refuse_place(const char *uri, struct err *err)
{
	char *bare = buf_strdup(uri), shown[80];

	bare[strcspn(bare, "?#")] = '\0';
	refusal_quote(bare, shown, sizeof shown);
	free(bare);
	return err_set(err, ERR_PROTOCOL, "the API says that its list goes on "
		"at %s, which is not its own list; that is not followed, since "
		"our token would go there", shown);
}

/* Bytes that no address has. */
static bool
is_plain(const char *uri)
{
	for (const char *p = uri; *p; p++)
		if (*p <= ' ' || *p > '~' || *p == '\\' || *p == '#')
			return false;
	return true;
}

/* What stands in URI behind the path of the list: "" or "?…"; NULL: it is not
 * that path. URI is "https://host/v1/customers…" of BASE, "/v1/customers…", or
 * without "/v1", as the samples have it. */
static const char *
behind_path(const char *uri, const char *base)
{
	static const char *const paths[] = { PATH, &PATH[3] };
	size_t n = strlen(base);

	if (strncasecmp(uri, base, n) == 0)
		uri += n;
	for (size_t i = 0; i < 2; i++) {
		n = strlen(paths[i]);
		if (strncmp(uri, paths[i], n) == 0 &&
		    (uri[n] == '?' || uri[n] == '\0'))
			return uri + n;
	}
	return NULL;
}

static int
take_uri(const char *uri, const char *base, struct partner_place *next,
	struct err *err)
{
	const char *rest = is_plain(uri) ? behind_path(uri, base) : NULL;
	struct buf url;

	if (rest == NULL)
		return refuse_place(uri, err);
	buf_init(&url, LIMIT_URL);
	buf_add_str(&url, base);
	buf_add_str(&url, PATH);
	buf_add_str(&url, rest);
	if (!buf_ok(&url)) {
		buf_deinit(&url);
		return err_set(err, ERR_LIMIT, "the address of the list's "
			"next page has more than %d bytes", LIMIT_URL);
	}
	next->url = buf_take(&url);
	return 0;
}

static int
take_token(const char *token, struct partner_place *next, struct err *err)
{
	if (strlen(token) > CLOUD_CONTINUATION_MAX)
		return err_set(err, ERR_LIMIT, "the token of the list's next "
			"page has more than %d bytes", CLOUD_CONTINUATION_MAX);
	for (const char *p = token; *p; p++)
		if (*p < ' ' || *p > '~')
			return err_set(err, ERR_PROTOCOL, "the token of the "
				"list's next page holds what no header may");
	next->token = buf_strdup(token);
	return 0;
}

/* The value that links.next wants in our header; any other field that it
 * wants we don't send: it is not for an answer to say. */
static const char *
token_of(const struct document_part *link)
{
	const struct document_part *fields = document_part(link, "headers");
	size_t n = document_items(fields);

	for (size_t i = 0; i < n; i++) {
		const struct document_part *field = document_item(fields, i);
		const char *key = document_part_text(field, "key");

		if (key && strcasecmp(key, TOKEN) == 0)
			return document_part_text(field, "value");
	}
	return NULL;
}

/* A token without an address: the same list, further on. */
static int
seek_on(const char *token, const char *base, struct partner_page *p,
	struct err *err)
{
	if (take_token(token, &p->next, err) != 0)
		return -1;
	return take_uri(FIRST "&seekOperation=Next", base, &p->next, err);
}

static int
read_next(const struct http_answer *a, const struct document_part *root,
	const char *base, struct partner_page *p, struct err *err)
{
	const struct document_part *link = document_part(document_part(root,
		"links"), "next");
	const char *uri = document_part_text(link, "uri");
	const char *token = token_of(link);
	struct span field;
	char *text;
	int rc;

	if (uri && *uri) {
		if (token && take_token(token, &p->next, err) != 0)
			return -1;
		return take_uri(uri, base, &p->next, err);
	}
	token = document_part_text(root, "continuationToken");
	if (token && *token)
		return seek_on(token, base, p, err);
	if (http_answer_field(a, TOKEN, &field) && field.n) {
		text = buf_dup(field);
		rc = seek_on(text, base, p, err);
		free(text);
		return rc;
	}
	p->last = true;
	return 0;
}

static int
read_customers(const struct document_part *items, struct partner_page *p,
	struct err *err)
{
	size_t n = document_items(items);

	if (n > CLOUD_PAGE_MAX)
		return err_set(err, ERR_LIMIT, "a page of the API's list has "
			"%zu customers; more than %d are not taken", n,
			CLOUD_PAGE_MAX);
	p->customers = buf_zalloc((n + 1) * sizeof *p->customers);
	for (size_t i = 0; i < n; i++)
		if (partner_customer_of(document_item(items, i),
		    &p->customers[p->n]))
			p->n++;
		else
			p->nameless++;
	return 0;
}

static int
read_page(const struct http_answer *a, const struct document *d,
	const char *base, struct partner_page *p, struct err *err)
{
	const struct document_part *root = document_root(d);
	const struct document_part *items = document_part(root, "items");

	if (items == NULL)
		return err_set(err, ERR_PROTOCOL, "the API's answer is no list "
			"of customers: it has no items");
	if (read_customers(items, p, err) != 0)
		return -1;
	return read_next(a, root, base, p, err);
}

/* An account without customers may get null for a list. */
static bool
is_null(struct span text)
{
	return span_eq_str(span_trim(text), "null");
}

int
partner_page_read(const struct http_answer *a, const char *base,
	struct partner_page *p, struct err *err)
{
	struct document *d;
	int rc;

	*p = (struct partner_page){ .customers = NULL };
	if (a->status != 200)
		return partner_center_refused(a, err);
	if (is_null(http_answer_text(a))) {
		p->last = true;
		return 0;
	}
	if (document_parse(http_answer_text(a), &d, err) != 0)
		return err_prefix(err, "the API");
	rc = read_page(a, d, base, p, err);
	document_free(&d);
	if (rc != 0)
		partner_page_deinit(p);
	return rc;
}
