#include "serve.h"

#include <errno.h>
#include <netdb.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

#include "http.h"
#include "sys/log.h"
#include "sys/notify.h"
#include "sys/privs.h"

#define BACKLOG 512

/* "ADDRESS:PORT" or "[ADDRESS]:PORT"; the caller gives it to freeaddrinfo. */
static int
resolve(const char *listen_on, struct addrinfo **found, struct err *err)
{
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
		.ai_flags = AI_PASSIVE | AI_NUMERICSERV };
	char *host = buf_strdup(listen_on), *name = host;
	char *port = strrchr(host, ':');
	int rc;

	*port++ = '\0';
	if (name[0] == '[' && name[strlen(name) - 1] == ']') {
		name[strlen(name) - 1] = '\0';
		name++;
	}
	rc = getaddrinfo(name, port, &hints, found);
	free(host);
	if (rc != 0)
		return err_set(err, ERR_CONFIG, "listen = \"%s\": %s",
			listen_on, gai_strerror(rc));
	return 0;
}

static int
open_socket(const char *listen_on, int *fd_r, struct err *err)
{
	struct addrinfo *a;
	int fd, one = 1, rc = 0;

	if (resolve(listen_on, &a, err) < 0)
		return -1;
	fd = socket(a->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK,
		0);
	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one,
	    sizeof one) < 0 || bind(fd, a->ai_addr, a->ai_addrlen) < 0 ||
	    listen(fd, BACKLOG) < 0)
		rc = err_set(err, ERR_OS, "can't listen on %s: %s", listen_on,
			strerror(errno));
	if (rc < 0 && fd >= 0)
		close(fd);
	freeaddrinfo(a);
	*fd_r = fd;
	return rc;
}

static int
drop(const struct config_portal *c, struct err *err)
{
	if (c->user == NULL && geteuid() == 0)
		return err_set(err, ERR_CONFIG, "root starts the portal, and "
			"the configuration does not say whom it becomes: set "
			"user in section portal, for instance to \"linkseal\"");
	if (c->user && privs_drop(c->user, c->group, err) < 0)
		return -1;
	privs_no_core();
	return 0;
}

static int
fail(const struct err *err)
{
	log_warnx("%s", err->text);
	return err_exit_status(err->kind);
}

static unsigned
seconds_since(const struct timespec *then)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (unsigned)(now.tv_sec - then->tv_sec);
}

/* Requests first, and the mails that they wrote in what is left of `drain`. */
static void
stop(const struct config_portal *c, struct http **http, struct site *site)
{
	struct timespec begin;
	unsigned used;

	notify_send("STOPPING=1");
	log_info("stopping");
	clock_gettime(CLOCK_MONOTONIC, &begin);
	http_stop(http, c->drain);
	used = seconds_since(&begin);
	site_stop(site, used < c->drain ? c->drain - used : 0);
}

static int
run(struct config *c, int fd, struct site *site, struct webhooks *hooks,
	const sigset_t *set)
{
	struct http *http;
	struct err err;
	int number;

	if (http_start(fd, site, hooks, &c->portal, &http, &err) < 0) {
		close(fd);
		return fail(&err);
	}
	log_info("ready on http://%s/, to be reached through a proxy with TLS",
		c->portal.listen);
	if (!notify_send("READY=1"))
		log_warn("systemd can't be told that the portal is ready");
	while (sigwait(set, &number) != 0 || number == SIGHUP)
		continue;
	stop(&c->portal, &http, site);
	return EX_OK;
}

int
serve(struct config *c)
{
	struct webhooks *hooks = NULL;
	struct site *site;
	struct err err;
	sigset_t set;
	int fd, status;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGHUP);
	/* Before there are threads: none of them takes a signal. */
	sigprocmask(SIG_BLOCK, &set, NULL);
	signal(SIGPIPE, SIG_IGN);
	if (open_socket(c->portal.listen, &fd, &err) < 0)
		return fail(&err);
	if (drop(&c->portal, &err) < 0 || site_new(c, &site, &err) < 0) {
		close(fd);
		return fail(&err);
	}
	privs_all_descriptors();
	if (c->portal.webhooks && webhooks_new(c, &hooks, &err) < 0) {
		close(fd);
		status = fail(&err);
	} else {
		status = run(c, fd, site, hooks, &set);
	}
	webhooks_free(&hooks);
	site_free(&site);
	log_info("stopped");
	return status;
}

int
serve_check(struct config *c)
{
	struct site *site;
	struct err err;

	if (site_new(c, &site, &err) < 0)
		return fail(&err);
	site_free(&site);
	if (c->mailer.from == NULL) {
		log_warnx("from is not set in section mailer: no code can be "
			"mailed to visitors");
		return EX_CONFIG;
	}
	printf("configuration OK\nfile:      %s\nregistry:  %s\n"
		"listen:    %s\nsign-in:   %s%s\nwebhooks:  %s\n",
		c->file ? c->file : "none, all defaults", c->registry,
		c->portal.listen, "code by mail", c->portal.sso_header ?
		", or the proxy's header" : "", c->portal.webhooks ? "yes" :
		"no");
	return EX_OK;
}
