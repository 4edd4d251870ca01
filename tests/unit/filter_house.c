#include "filter_house.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sys/file.h"
#include "unit.h"

static char dir[64];
static char config[128];
static char url[128];

const char *
house_config(void)
{
	return config;
}

void
house_configure(const char *settings)
{
	struct buf b;
	struct err err;

	buf_init(&b, 65536);
	buf_printf(&b, "registry = \"%s\"\nproviders = { \"%s/providers\" }\n"
		"milter {\n%s\n}\n", url, TOP_SRCDIR, settings);
	ck_assert_int_eq(file_write(config, buf_span(&b), 0600, &err), 0);
	buf_deinit(&b);
}

static struct registry *
open_registry(void)
{
	struct registry *r = NULL;
	struct err err;

	ck_assert_msg(registry_open(url, true, &r, &err) == 0, "%s",
		err.text);
	return r;
}

void
house_add_sender(const char *address)
{
	struct registry *r = open_registry();
	struct registry_sender sender = {
		.reseller = (char *)"contoso",
		.kind = (char *)"address",
		.value = (char *)address,
	};
	struct err err;

	ck_assert_msg(registry_sender_add(r, &sender, 1, &err) == 0, "%s",
		err.text);
	registry_close(&r);
}

static void
fill_registry(void)
{
	struct registry *r = open_registry();
	struct registry_reseller contoso = {
		.name = (char *)"contoso",
		.display = (char *)"Contoso Ltd",
		.provider = (char *)"partner-center",
		.account = (char *)"3b33e682-00c3-41ee-9dd2-a548adf56438",
		.locale = (char *)"en",
	};
	struct registry_sender login = {
		.reseller = (char *)"contoso",
		.kind = (char *)"login",
		.value = (char *)"alice",
	};
	struct err err;

	ck_assert_msg(registry_reseller_add(r, &contoso, &err) == 0, "%s",
		err.text);
	ck_assert_msg(registry_link_set(r, "contoso", HOUSE_LINK, "pasted",
		NULL, &err) == 0, "%s", err.text);
	ck_assert_msg(registry_sender_add(r, &login, 1, &err) == 0, "%s",
		err.text);
	registry_close(&r);
	house_add_sender("alice@contoso.example");
}

struct world *
house_open(const char *settings)
{
	struct world *w = NULL;
	struct config *c = NULL;
	struct err err;

	snprintf(dir, sizeof dir, "/tmp/linkseal-house-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
	snprintf(config, sizeof config, "%s/linkseal.conf", dir);
	snprintf(url, sizeof url, "sqlite:%s/registry.db", dir);
	house_configure(settings);
	fill_registry();
	ck_assert_msg(config_load(config, NULL, &c, &err) == 0, "%s",
		err.text);
	ck_assert_msg(world_new(c, config, NULL, &w, &err) == 0, "%s",
		err.text);
	return w;
}

void
house_close(struct world **w)
{
	static const char *const names[] = {
		"linkseal.conf", "registry.db", "registry.db-wal",
		"registry.db-shm", "away.db",
	};
	char path[160];

	world_free(w);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, names[i]);
		unlink(path);
	}
	ck_assert_int_eq(rmdir(dir), 0);
}
