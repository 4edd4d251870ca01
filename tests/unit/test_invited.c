#include "milter/invited.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "filter_house.h"
#include "registry/ledger_customer.h"
#include "unit.h"

/* Until something is so; it decides nothing but how long a failure takes. */
#define DEADLINE 60

static struct world *world;
static struct tally tally;
static struct invited *queue;	/* its thread has ended with each test */
static const struct reseller contoso = { .name = (char *)"contoso" };

static struct judgement
judged(enum verdict verdict, enum reason reason)
{
	return (struct judgement){ .decision = { verdict, reason },
		.wanted = { verdict, reason }, .reseller = &contoso };
}

static void
set_up(void)
{
	world = house_open("record = yes");
	tally_init(&tally);
	queue = invited_start(world, &tally);
	ck_assert_ptr_nonnull(queue);
}

static void
tear_down(void)
{
	house_close(&world);
}

static void
passed(const struct judgement *j, const char *domains)
{
	invited_pass(queue, j, span_str(domains), 1700049600);
}

static void
wait_for(const atomic_ulong *what, unsigned long n)
{
	const struct timespec nap = { 0, 20 * 1000 * 1000 };

	for (int i = 0; atomic_load(what) != n && i < DEADLINE * 50; i++)
		nanosleep(&nap, NULL);
	ck_assert_uint_eq(atomic_load(what), n);
}

static int
count(void *ctx, const struct ledger_customer *c)
{
	ck_assert_int_eq(c->state, LEDGER_INVITED);
	++*(unsigned *)ctx;
	return 0;
}

static unsigned
customers(void)
{
	struct ledger_search all = { .state = LEDGER_ANY, .max = 99 };
	struct registry *r;
	struct config *c;
	struct snapshot *s;
	struct err err;
	unsigned n = 0;

	world_take(world, &c, &s);
	ck_assert_int_eq(registry_open(c->registry, false, &r, &err), 0);
	ck_assert_int_eq(ledger_customers(r, &all, count, &n, &err), 0);
	registry_close(&r);
	snapshot_unref(&s);
	config_unref(&c);
	return n;
}

START_TEST(domains_are_taken_from_what_the_client_says)
{
	struct buf b;

	buf_init(&b, INVITED_DOMAINS_MAX);
	ck_assert(invited_take("<ann@Townhall.example>", &b));
	ck_assert(invited_take("ann@fourth.example NOTIFY=NEVER", &b));
	ck_assert(invited_take("<\"a@b\"@weavers.example> ORCPT=x", &b));
	ck_assert(invited_take("<postmaster>", &b));
	ck_assert(invited_take("<>", &b));
	ck_assert(invited_take("", &b));
	ck_assert_str_eq(buf_str(&b), "Townhall.example\nfourth.example\n"
		"weavers.example\n");
	buf_deinit(&b);
}
END_TEST

START_TEST(domains_have_room_up_to_a_limit)
{
	static char argument[INVITED_DOMAINS_MAX + 3];
	struct buf b;

	memset(argument, 'a', sizeof argument - 1);
	argument[0] = '@';
	/* With its line end it is one more than there is room for. */
	buf_init(&b, INVITED_DOMAINS_MAX);
	argument[1 + INVITED_DOMAINS_MAX] = '\0';
	ck_assert(!invited_take(argument, &b));
	ck_assert_uint_eq(b.n, 0);
	argument[INVITED_DOMAINS_MAX] = '\0';
	ck_assert(invited_take(argument, &b));
	ck_assert_uint_eq(b.n, INVITED_DOMAINS_MAX);
	ck_assert(!invited_take("@a", &b));
	ck_assert(buf_ok(&b));
	buf_deinit(&b);
}
END_TEST

START_TEST(what_left_with_its_link_is_recorded)
{
	static const enum reason good[] = { REASON_INTACT, REASON_RESTORED,
		REASON_LONG_LINE, REASON_INJECTED, REASON_TEXT_RESTORED };
	char domain[40];

	for (size_t i = 0; i < 5; i++) {
		struct judgement j = judged(i ? VERDICT_EDIT : VERDICT_PASS,
			good[i]);

		snprintf(domain, sizeof domain, "c%zu.example\n", i);
		passed(&j, domain);
		passed(&j, domain);
	}
	invited_stop(queue, DEADLINE * 1000);
	ck_assert_uint_eq(customers(), 5);
	ck_assert_uint_eq(atomic_load(&tally.invited_recorded), 5);
	ck_assert_uint_eq(atomic_load(&tally.invited_waiting), 0);
}
END_TEST

START_TEST(what_did_not_leave_so_is_not)
{
	struct judgement list[] = {
		judged(VERDICT_REJECT, REASON_FOREIGN),
		judged(VERDICT_PASS, REASON_FOREIGN),	/* allowed */
		judged(VERDICT_PASS, REASON_NO_INVITATION),
		judged(VERDICT_QUARANTINE, REASON_ALTERED),
		judged(VERDICT_TEMPFAIL, REASON_ERROR),
		judged(VERDICT_PASS, REASON_INTACT),	/* no reseller */
		judged(VERDICT_PASS, REASON_RESTORED),	/* only pretended */
		judged(VERDICT_PASS, REASON_INTACT),	/* inbound */
	};

	list[5].reseller = NULL;
	list[6].pretended = true;
	list[6].wanted.verdict = VERDICT_EDIT;
	list[7].inbound = true;
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		passed(&list[i], "townhall.example\n");
	invited_stop(queue, DEADLINE * 1000);
	ck_assert_uint_eq(customers(), 0);
	ck_assert_uint_eq(atomic_load(&tally.invited_recorded), 0);
}
END_TEST

/* Another file than the registry, so that it can't be written. */
static void
take_registry_away(bool away)
{
	struct config *c;
	struct snapshot *s;
	char name[400], other[410];

	world_take(world, &c, &s);
	snprintf(name, sizeof name, "%s", c->registry + strlen("sqlite:"));
	snprintf(other, sizeof other, "%s.away", name);
	ck_assert_int_eq(away ? rename(name, other) : rename(other, name), 0);
	snapshot_unref(&s);
	config_unref(&c);
}

START_TEST(so_many_wait_and_one_more_is_dropped)
{
	struct judgement j = judged(VERDICT_PASS, REASON_INTACT);
	char domain[40];

	take_registry_away(true);
	for (int i = 0; i < INVITED_MAX; i++) {
		snprintf(domain, sizeof domain, "c%d.example\n", i);
		passed(&j, domain);
	}
	passed(&j, domain);
	wait_for(&tally.invited_waiting, INVITED_MAX);
	ck_assert_uint_eq(atomic_load(&tally.invited_dropped), 0);
	passed(&j, "one.more.example\n");
	wait_for(&tally.invited_dropped, 1);
	invited_stop(queue, DEADLINE * 1000);
	ck_assert_uint_eq(atomic_load(&tally.invited_waiting), INVITED_MAX);
	ck_assert_uint_eq(atomic_load(&tally.invited_recorded), 0);
	take_registry_away(false);
}
END_TEST

START_TEST(what_waited_is_told_when_the_registry_is_back)
{
	struct judgement j = judged(VERDICT_EDIT, REASON_INJECTED);

	take_registry_away(true);
	passed(&j, "townhall.example\nfourth.example\n");
	wait_for(&tally.invited_waiting, 2);
	take_registry_away(false);
	wait_for(&tally.invited_recorded, 2);
	invited_stop(queue, DEADLINE * 1000);
	ck_assert_uint_eq(customers(), 2);
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 4 * DEADLINE);
	tcase_add_test(tcase, domains_are_taken_from_what_the_client_says);
	tcase_add_test(tcase, domains_have_room_up_to_a_limit);
	tcase_add_test(tcase, what_left_with_its_link_is_recorded);
	tcase_add_test(tcase, what_did_not_leave_so_is_not);
	tcase_add_test(tcase, so_many_wait_and_one_more_is_dropped);
	tcase_add_test(tcase, what_waited_is_told_when_the_registry_is_back);
}

UNIT_MAIN("invited", add_tests)
