#include "cloud/cloud_customer.h"

#include <stdlib.h>
#include <string.h>

#include "cloud/cloud_limits.h"
#include "cloud/partner_page.h"

static void
build_page(void *arg, const struct partner_center_call *call,
	struct http_request *rq)
{
	partner_page_get(call, arg, rq);
}

static int
read_page(struct cloud *c, struct partner_place *place,
	struct partner_page *page, struct err *err)
{
	struct http_answer a;
	int rc;

	http_answer_init(&a);
	rc = cloud_call(c, build_page, place, &a, err);
	if (rc == 0)
		rc = partner_page_read(&a, cloud_base(c), page, err);
	http_answer_deinit(&a);
	return rc;
}

/* Pages from the first to the last; *N_R counts those that are made. */
static int
read_pages(struct cloud *c, struct partner_page *pages, size_t *n_r,
	struct err *err)
{
	struct partner_place first = { NULL, NULL }, *place = &first;

	for (*n_r = 0; *n_r < CLOUD_PAGES_MAX;) {
		struct partner_page *page = &pages[*n_r];

		if (read_page(c, place, page, err) != 0)
			return *n_r == 0 ? -1 : err_prefix(err, "page %zu of "
				"the list of customers", *n_r + 1);
		++*n_r;
		if (page->last)
			return 0;
		if (partner_place_same(place, &page->next))
			return err_set(err, ERR_PROTOCOL, "the API's list of "
				"customers leads from page %zu to page %zu "
				"again", *n_r, *n_r);
		place = &page->next;
	}
	return err_set(err, ERR_LIMIT, "the API's list of customers has more "
		"than %d pages; its end was not reached", CLOUD_PAGES_MAX);
}

static int
by_id(const void *a, const void *b)
{
	const struct partner_customer *left = a, *right = b;

	return strcmp(left->id, right->id);
}

/* Customers move from PAGES to ALL. */
static void
collect(struct partner_page *pages, size_t n, struct cloud_customers *all)
{
	size_t sum = 0;

	for (size_t i = 0; i < n; i++)
		sum += pages[i].n;
	all->list = buf_zalloc((sum + 1) * sizeof *all->list);
	for (size_t i = 0; i < n; i++) {
		if (pages[i].n)
			memcpy(all->list + all->n, pages[i].customers,
				pages[i].n * sizeof *all->list);
		all->n += pages[i].n;
		all->nameless += pages[i].nameless;
		pages[i].n = 0;
	}
	qsort(all->list, all->n, sizeof *all->list, by_id);
}

/* Pages overlap when the list changes while it is read. */
static void
drop_doubles(struct cloud_customers *all)
{
	size_t kept = 0;

	for (size_t i = 0; i < all->n; i++) {
		if (kept && by_id(&all->list[kept - 1], &all->list[i]) == 0) {
			partner_customer_deinit(&all->list[i]);
			all->doubled++;
		} else {
			all->list[kept++] = all->list[i];
		}
	}
	all->n = kept;
}

int
cloud_customers(struct cloud *c, struct cloud_customers *all_r,
	struct err *err)
{
	struct partner_page *pages = buf_zalloc(CLOUD_PAGES_MAX *
		sizeof *pages);
	size_t n = 0;
	int rc = read_pages(c, pages, &n, err);

	*all_r = (struct cloud_customers){ .list = NULL };
	if (rc == 0) {
		collect(pages, n, all_r);
		drop_doubles(all_r);
	}
	for (size_t i = 0; i < n; i++)
		partner_page_deinit(&pages[i]);
	free(pages);
	return rc == 0 ? 0 : cloud_hide(c, err);
}

void
cloud_customers_deinit(struct cloud_customers *all)
{
	for (size_t i = 0; i < all->n; i++)
		partner_customer_deinit(&all->list[i]);
	free(all->list);
	*all = (struct cloud_customers){ .list = NULL };
}

/* One request about one customer. */
struct about {
	void (*make)(const struct partner_center_call *call, const char *id,
		struct http_request *rq);
	const char *id;
};

static void
build_about(void *arg, const struct partner_center_call *call,
	struct http_request *rq)
{
	const struct about *about = arg;

	about->make(call, about->id, rq);
}

int
cloud_customer(struct cloud *c, const char *id,
	struct partner_customer *customer_r, struct err *err)
{
	struct about about = { partner_customer_get, id };
	struct http_answer a;
	int rc;

	http_answer_init(&a);
	rc = cloud_call(c, build_about, &about, &a, err);
	if (rc == 0)
		rc = partner_customer_is_gone(&a) ? 1 :
			partner_customer_read(&a, id, customer_r, err);
	http_answer_deinit(&a);
	return rc >= 0 ? rc : cloud_hide(c, err);
}

/* What the provider says of the customer now. Ours may have been the second
 * try of a change that was done at the first. */
static bool
is_done(struct cloud *c, const struct about *about)
{
	struct partner_customer now;
	struct err unseen;
	bool done;
	int rc = cloud_customer(c, about->id, &now, &unseen);

	if (rc != 0)
		return rc > 0 && about->make == partner_customer_remove;
	done = now.relation == PARTNER_NONE ||
		(about->make == partner_customer_remove_dap && now.dap_told &&
		!now.dap);
	partner_customer_deinit(&now);
	return done;
}

static int
change(struct cloud *c, struct about *about, struct err *err)
{
	struct http_answer a;
	bool answered;
	int rc;

	http_answer_init(&a);
	rc = cloud_call(c, build_about, about, &a, err);
	answered = rc == 0;
	if (answered)
		rc = partner_customer_changed(&a, err);
	if (rc != 0 && answered && partner_customer_is_gone(&a))
		err->kind = ERR_NOT_FOUND;
	http_answer_deinit(&a);
	if (rc == 0)
		return 0;
	cloud_hide(c, err);
	return answered && (err->kind == ERR_EXISTS ||
		err->kind == ERR_NOT_FOUND) && is_done(c, about) ? 0 : -1;
}

int
cloud_customer_remove_dap(struct cloud *c, const char *id, struct err *err)
{
	return change(c, &(struct about){ partner_customer_remove_dap, id },
		err);
}

int
cloud_customer_remove(struct cloud *c, const char *id, struct err *err)
{
	return change(c, &(struct about){ partner_customer_remove, id }, err);
}
