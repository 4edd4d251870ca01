#include "setup.h"

#include <stdio.h>
#include <unistd.h>

#include "core/buf.h"
#include "registry/registry.h"
#include "registry/snapshot.h"
#include "sys/config.h"
#include "sys/privs.h"

#define REPORT_MAX (1024 * 1024)

static int
wrong(const struct err *err)
{
	fprintf(stderr, "linkseal-milter: %s\n", err->text);
	return err_exit_status(err->kind);
}

/* What is a mistake only on the machine where the filter will run. */
static int
check_names(const struct config_milter *m, struct err *err)
{
	uid_t uid;
	gid_t gid;

	if (m->user && privs_user(m->user, &uid, &gid, err) < 0)
		return err_prefix(err, "user");
	if (m->group && privs_group(m->group, &gid, err) < 0)
		return err_prefix(err, "group");
	if (m->socket_owner &&
	    privs_user(m->socket_owner, &uid, &gid, err) < 0)
		return err_prefix(err, "socket_owner");
	if (m->socket_group && privs_group(m->socket_group, &gid, err) < 0)
		return err_prefix(err, "socket_group");
	return 0;
}

/* A section for a reseller that is not there is most often a slip. */
static void
check_sections(const struct config *c, const struct snapshot *s,
	struct buf *warnings)
{
	struct facts f;

	for (size_t i = 0; i < c->n_resellers; i++)
		if (!snapshot_reseller(s, c->resellers[i].name, &f))
			buf_printf(warnings, "section reseller %s: the "
				"registry has no such reseller\n",
				c->resellers[i].name);
}

static void
summarize(const struct config *c, const struct snapshot *s, bool verbose)
{
	struct buf settings;

	printf("configuration OK\n");
	printf("file:      %s\n", c->file ? c->file : "none, all defaults");
	printf("registry:  %s, %zu reseller%s\n", c->registry,
		snapshot_count(s), snapshot_count(s) == 1 ? "" : "s");
	printf("providers: %zu\n", c->providers.n);
	printf("socket:    %s\n", c->milter.socket);
	printf("direction: %s\n", c->milter.inbound ? "inbound" : "outbound");
	printf("mode:      %s\n", c->settings.pretend ? "pretend" : "enforce");
	if (!verbose)
		return;
	buf_init(&settings, REPORT_MAX);
	config_print(c, &settings);
	printf("\n%s", buf_str(&settings));
	buf_deinit(&settings);
}

static int
check_registry(struct config *c, struct snapshot **s_r,
	struct buf *warnings, struct err *err)
{
	struct registry *r = NULL;
	int rc;

	if (registry_open(c->registry, false, &r, err) < 0)
		return -1;
	rc = snapshot_load(r, c, s_r, warnings, err);
	if (rc == 0 && !c->milter.inbound &&
	    snapshot_load_locked(*s_r, err) < 0) {
		snapshot_unref(s_r);
		rc = -1;
	}
	registry_close(&r);
	return rc;
}

static int
check_all(struct config *c, bool verbose)
{
	struct snapshot *s = NULL;
	struct buf warnings;
	struct err err;
	int status = 0;

	buf_init(&warnings, REPORT_MAX);
	if (check_names(&c->milter, &err) < 0 ||
	    check_registry(c, &s, &warnings, &err) < 0)
		status = wrong(&err);
	if (s)
		check_sections(c, s, &warnings);
	fputs(buf_str(&warnings), stderr);
	if (status == 0)
		summarize(c, s, verbose);
	snapshot_unref(&s);
	buf_deinit(&warnings);
	return status;
}

int
setup_check(const char *file, const char *registry, bool verbose)
{
	struct config *c = NULL;
	struct buf report;
	struct err err;
	int status;

	buf_init(&report, REPORT_MAX);
	if (config_load_report(file, registry, &report, &c, &err) < 0) {
		fputs(buf_str(&report), stderr);
		status = err_exit_status(err.kind);
	} else {
		status = check_all(c, verbose);
	}
	config_unref(&c);
	buf_deinit(&report);
	return status;
}
