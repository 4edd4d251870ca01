#include "milter/world.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "filter_house.h"
#include "unit.h"

static struct world *world;
static struct err err;

static void
set_up(void)
{
	world = house_open("");
}

static void
tear_down(void)
{
	house_close(&world);
}

/* How many resellers that address may send for, as the world is now. */
static size_t
resellers_of(const char *address)
{
	struct config *c;
	struct snapshot *s;
	struct facts f;
	size_t n;

	world_take(world, &c, &s);
	snapshot_sender(s, NULL, address, true, &f);
	n = f.n_resellers;
	snapshot_unref(&s);
	config_unref(&c);
	return n;
}

START_TEST(a_registry_that_has_not_changed_is_not_read_again)
{
	ck_assert(!world_refresh(world));
	ck_assert(!world_refresh(world));
}
END_TEST

START_TEST(a_change_of_the_registry_is_seen_once)
{
	ck_assert_uint_eq(resellers_of("new@contoso.example"), 0);
	house_add_sender("new@contoso.example");
	ck_assert_uint_eq(resellers_of("new@contoso.example"), 0);
	ck_assert(world_refresh(world));
	ck_assert_uint_eq(resellers_of("new@contoso.example"), 1);
	ck_assert(!world_refresh(world));
}
END_TEST

START_TEST(who_took_the_old_world_keeps_it)
{
	struct config *c;
	struct snapshot *s;
	struct facts f;

	world_take(world, &c, &s);
	house_configure("mode = pretend");
	house_add_sender("new@contoso.example");
	ck_assert_int_eq(world_reload(world, &err), 0);
	snapshot_sender(s, NULL, "new@contoso.example", true, &f);
	ck_assert_uint_eq(f.n_resellers, 0);
	ck_assert(!c->settings.pretend);
	snapshot_unref(&s);
	config_unref(&c);
	ck_assert_uint_eq(resellers_of("new@contoso.example"), 1);
	world_take(world, &c, &s);
	ck_assert(c->settings.pretend);
	snapshot_unref(&s);
	config_unref(&c);
}
END_TEST

START_TEST(what_cannot_be_loaded_leaves_the_world)
{
	house_configure("mode = never");
	ck_assert_int_eq(world_reload(world, &err), -1);
	ck_assert_int_eq(err.kind, ERR_CONFIG);
	ck_assert_uint_eq(resellers_of("alice@contoso.example"), 1);
	unlink(house_config());
	ck_assert_int_eq(world_reload(world, &err), -1);
	ck_assert_uint_eq(resellers_of("alice@contoso.example"), 1);
}
END_TEST

START_TEST(a_registry_that_is_not_there_is_an_error_at_the_start)
{
	struct config *c = NULL;
	struct world *w = NULL;

	ck_assert_int_eq(config_load(house_config(), "sqlite:/nowhere/r.db",
		&c, &err), 0);
	ck_assert_int_eq(world_new(c, house_config(), "sqlite:/nowhere/r.db",
		&w, &err), -1);
	ck_assert_ptr_null(w);
	ck_assert_ptr_nonnull(strstr(err.text, "/nowhere/r.db"));
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase,
		a_registry_that_has_not_changed_is_not_read_again);
	tcase_add_test(tcase, a_change_of_the_registry_is_seen_once);
	tcase_add_test(tcase, who_took_the_old_world_keeps_it);
	tcase_add_test(tcase, what_cannot_be_loaded_leaves_the_world);
	tcase_add_test(tcase,
		a_registry_that_is_not_there_is_an_error_at_the_start);
}

UNIT_MAIN("world", add_tests)
