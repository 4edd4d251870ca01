#include "listen.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "callbacks.h"
#include "sys/privs.h"

/* Where to look for it: it is opened first of all, when few others are. */
#define DESCRIPTORS_MAX 1024

/* libmilter's own descriptors can't be asked for. One process, one socket. */
static struct {
	int fd;
	int quiet[2];		/* a pipe that stays empty */
} listening = { -1, { -1, -1 } };

/* The path of a unix socket; NULL: it is an inet one. */
static const char *
unix_path(const char *socket)
{
	if (strncmp(socket, "unix:", 5) == 0)
		return socket + 5;
	if (strncmp(socket, "local:", 6) == 0)
		return socket + 6;
	return NULL;
}

static int
give_away(const struct config_milter *m, const char *path, struct err *err)
{
	uid_t uid = (uid_t)-1;
	gid_t gid = (gid_t)-1, unused;

	if (m->socket_owner &&
	    privs_user(m->socket_owner, &uid, &unused, err) < 0)
		return err_prefix(err, "socket_owner");
	if (m->socket_group && privs_group(m->socket_group, &gid, err) < 0)
		return err_prefix(err, "socket_group");
	/* Not root and no group named: it is the filter's own already. */
	if (uid == (uid_t)-1 && geteuid() == 0 && m->user &&
	    privs_user(m->user, &uid, &unused, err) < 0)
		return err_prefix(err, "user");
	if ((uid != (uid_t)-1 || gid != (gid_t)-1) &&
	    chown(path, uid, gid) < 0)
		return err_set(err, ERR_NO_PERM, "%s: can't be given to owner "
			"or group: %s; start the filter as root, or as a "
			"member of that group", path, strerror(errno));
	if (chmod(path, m->socket_mode) < 0)
		return err_set(err, ERR_OS, "%s: %s", path, strerror(errno));
	return 0;
}

/* libmilter says no more than that it failed. */
static int
tell_why(const struct config_milter *m, int cause, struct err *err)
{
	const char *path = unix_path(m->socket);

	if (path)
		return err_set(err, ERR_OS, "socket %s can't be opened (%s): "
			"its directory must exist and be writable for the "
			"filter, and no other program may use it", m->socket,
			strerror(cause));
	return err_set(err, ERR_OS, "socket %s can't be opened (%s): another "
		"program may use the port, or the address is not this "
		"machine's", m->socket, strerror(cause));
}

static bool
is_listening(int fd)
{
	int yes = 0;
	socklen_t n = sizeof yes;

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &yes, &n) == 0 && yes;
}

/* The pipe is made now, so that closing can't fail for want of one. */
static int
remember(struct err *err)
{
	if (pipe2(listening.quiet, O_CLOEXEC) < 0)
		return err_set(err, ERR_OS, "can't make a pipe: %s",
			strerror(errno));
	for (int fd = 0; fd < DESCRIPTORS_MAX; fd++)
		if (is_listening(fd))
			listening.fd = fd;
	return 0;
}

void
listen_close(void)
{
	if (listening.fd >= 0)
		dup2(listening.quiet[0], listening.fd);
}

void
listen_leave(void)
{
	if (listening.fd >= 0)
		close(listening.fd);
	listening.fd = -1;
}

int
listen_open(const struct config_milter *m, struct err *err)
{
	const char *path = unix_path(m->socket);
	mode_t old;
	int rc, cause;

	if (smfi_register(callbacks_desc) != MI_SUCCESS ||
	    smfi_setconn(m->socket) != MI_SUCCESS)
		return err_set(err, ERR_BUG, "libmilter refuses the socket %s",
			m->socket);
	/* Nobody may connect before the mode is what was asked for. */
	old = umask(~m->socket_mode & 0777);
	errno = 0;
	rc = smfi_opensocket(true);
	cause = errno;
	umask(old);
	if (rc != MI_SUCCESS)
		return tell_why(m, cause, err);
	smfi_settimeout((int)m->timeout);
	if (remember(err) < 0)
		return -1;
	return path ? give_away(m, path, err) : 0;
}

void
listen_remove(const struct config_milter *m)
{
	const char *path = unix_path(m->socket);

	if (path)
		unlink(path);
}

/* A path below Postfix's queue directory is understood from there, whether or
 * not smtpd is confined to it, as Debian's is. */
static const char *
seen_by_postfix(const char *path)
{
	static const char queue[] = "/var/spool/postfix/";
	size_t n = sizeof queue - 1;

	return strncmp(path, queue, n) == 0 ? path + n : path;
}

void
listen_postfix_line(const char *socket, struct buf *out)
{
	const char *path = unix_path(socket), *port, *host;
	struct span host_span;

	buf_add_str(out, "smtpd_milters = { ");
	if (path) {
		buf_printf(out, "unix:%s", seen_by_postfix(path));
	} else {
		port = strchr(socket, ':') + 1;
		host = strchr(port, '@');
		host_span = span_str(host ? host + 1 : "localhost");
		buf_add_str(out, "inet:");
		if (span_find_byte(host_span, 0, ':') != SPAN_NONE &&
		    host_span.p[0] != '[') {
			buf_add_byte(out, '[');
			buf_add(out, host_span);
			buf_add_byte(out, ']');
		} else {
			buf_add(out, host_span);
		}
		buf_printf(out, ":%.*s", (int)strcspn(port, "@"), port);
	}
	buf_add_str(out, ", default_action=tempfail }");
}
