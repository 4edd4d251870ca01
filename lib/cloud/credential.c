#include "cloud/credential.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cloud/credential_text.h"
#include "cloud/cloud_limits.h"
#include "cloud/secret.h"
#include "sys/file.h"
#include "sys/privs.h"
#include "sys/shell.h"

struct credential {
	const struct config_account *account;
	int fd;			/* of the file, locked; -1: a command */
	struct buf text;
	struct buf pem;
	char *secret;
	char *refresh_token;
};

static int
check_mode(const char *path, int fd, struct err *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		return err_set(err, ERR_NO_INPUT, "%s is no file", path);
	if (st.st_mode & 077)
		return err_set(err, ERR_NO_PERM, "%s: others may read the "
			"secrets in it; run: chmod 600 %s", path, path);
	return 0;
}

/* A file of secrets, and no name that leads to one: what is written again must
 * come to lie where it was. */
static int
open_secret(const char *path, int how, int *fd_r, struct err *err)
{
	int fd = open(path, how | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0)
		return err_set(err, ERR_NO_INPUT, "%s: can't be opened: %s",
			path, errno == ELOOP ? "it is a symbolic link; name "
			"the file itself" : strerror(errno));
	if (check_mode(path, fd, err) != 0) {
		close(fd);
		return -1;
	}
	*fd_r = fd;
	return 0;
}

static int
read_secret(const char *path, int fd, struct buf *out, struct err *err)
{
	char name[40];

	snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
	if (file_read(name, out, err) == 0)
		return 0;
	if (err->kind == ERR_LIMIT)
		return err_set(err, ERR_CONFIG, "%s: larger than %zu bytes; "
			"this is no file of secrets", path, out->max);
	return err_prefix(err, "%s", path);
}

/* Is it still the file of that name? Whoever had it locked before us may have
 * put another in its place. */
static bool
is_current(const char *path, int fd)
{
	struct stat a, b;

	return fstat(fd, &a) == 0 && lstat(path, &b) == 0 &&
		a.st_ino == b.st_ino && a.st_dev == b.st_dev;
}

static int
lock_file(const char *path, int *fd_r, struct err *err)
{
	struct flock all = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd;

	while (open_secret(path, O_RDWR, &fd, err) == 0) {
		while (fcntl(fd, F_OFD_SETLKW, &all) != 0 && errno == EINTR)
			;
		if (is_current(path, fd)) {
			*fd_r = fd;
			return 0;
		}
		close(fd);
	}
	return -1;
}

/* Better known before the provider has given a new token than after. */
static int
check_directory(const char *path, struct err *err)
{
	char *copy = buf_strdup(path);
	const char *directory = dirname(copy);
	int rc = 0;

	if (access(directory, W_OK) != 0)
		rc = err_set(err, ERR_NO_PERM, "%s: a renewed refresh token "
			"could not be kept, since %s can't be written to: %s",
			path, directory, strerror(errno));
	free(copy);
	return rc;
}

static int
read_file(struct credential *c, struct err *err)
{
	const char *path = c->account->credential_file;

	if (lock_file(path, &c->fd, err) != 0 ||
	    check_directory(path, err) != 0)
		return -1;
	return read_secret(path, c->fd, &c->text, err);
}

static int
read_certificate(struct credential *c, struct err *err)
{
	const char *path = c->account->certificate;
	int fd, rc;

	if (path == NULL)
		return 0;
	if (open_secret(path, O_RDONLY, &fd, err) != 0)
		return -1;
	rc = read_secret(path, fd, &c->pem, err);
	close(fd);
	if (rc == 0 && c->pem.n == 0)
		rc = err_set(err, ERR_CONFIG, "%s is empty, and no PEM file "
			"with certificate and key", path);
	return rc;
}

/* Takes the secrets out of the text. */
static int
read_text(struct credential *c, struct err *err)
{
	struct credential_text t;

	if (credential_text_read(buf_span(&c->text), &t, err) != 0)
		return err_prefix(err, "%s", credential_name(c));
	if (t.secret.n == 0 && c->pem.n == 0)
		return err_set(err, ERR_CONFIG, "%s has no client_secret; add "
			"the line client_secret = \"…\", or set certificate "
			"in linkseal.conf", credential_name(c));
	secret_free(&c->secret);
	secret_free(&c->refresh_token);
	if (c->pem.n == 0)
		c->secret = secret_new(t.secret);
	c->refresh_token = secret_new(t.refresh_token);
	return 0;
}

static int
read_any(struct credential *c, struct err *err)
{
	const struct config_account *a = c->account;

	if (a->credential_file && a->credential_command)
		return err_set(err, ERR_CONFIG, "credential_file and "
			"credential_command are both set in linkseal.conf; "
			"leave one");
	if (a->credential_file == NULL && a->credential_command == NULL)
		return err_set(err, ERR_CONFIG, "there is no credential to "
			"sign in with; set credential_file in the section "
			"cloud of linkseal.conf");
	if (a->credential_file ? read_file(c, err) != 0 :
	    shell_read("credential_command", a->credential_command, &c->text,
	    err) != 0)
		return -1;
	return read_certificate(c, err) == 0 ? read_text(c, err) : -1;
}

int
credential_open(const struct config_account *a, struct credential **c_r,
	struct err *err)
{
	struct credential *c = buf_zalloc(sizeof *c);

	privs_no_core();
	*c = (struct credential){ .account = a, .fd = -1 };
	buf_init(&c->text, CLOUD_CREDENTIAL_MAX);
	buf_init(&c->pem, CLOUD_CREDENTIAL_MAX);
	if (read_any(c, err) != 0) {
		credential_close(&c);
		return -1;
	}
	*c_r = c;
	return 0;
}

void
credential_close(struct credential **c)
{
	if (*c == NULL)
		return;
	secret_buf_deinit(&(*c)->text);
	secret_buf_deinit(&(*c)->pem);
	secret_free(&(*c)->secret);
	secret_free(&(*c)->refresh_token);
	if ((*c)->fd >= 0)
		close((*c)->fd);
	free(*c);
	*c = NULL;
}

const char *
credential_secret(const struct credential *c)
{
	return c->secret;
}

const char *
credential_refresh_token(const struct credential *c)
{
	return c->refresh_token;
}

struct span
credential_certificate(const struct credential *c)
{
	return buf_span(&c->pem);
}

const char *
credential_name(const struct credential *c)
{
	return c->account->credential_file ? c->account->credential_file :
		"credential_command";
}

static int
store(const struct credential *c, struct span text, struct err *err)
{
	const struct config_account *a = c->account;

	if (a->credential_file)
		return file_replace(a->credential_file, text, 0600, err);
	return a->credential_store ? shell_write("credential_store",
		a->credential_store, text, err) : 1;
}

/* The new file is another one, so the lock on the old ends with us. */
static int
take_text(struct credential *c, struct buf *text, struct err *err)
{
	secret_buf_deinit(&c->text);
	c->text = *text;
	return read_text(c, err);
}

int
credential_renew(struct credential *c, const char *refresh_token,
	struct err *err)
{
	struct credential_text t;
	struct buf text;
	int rc;

	if (strcmp(refresh_token, c->refresh_token) == 0)
		return 0;
	if (credential_text_read(buf_span(&c->text), &t, err) != 0)
		return -1;
	buf_init(&text, CLOUD_CREDENTIAL_MAX + CLOUD_SECRET_MAX);
	credential_text_renew(buf_span(&c->text), &t, refresh_token, &text);
	rc = store(c, buf_span(&text), err);
	if (rc < 0)
		secret_buf_deinit(&text);
	else if (take_text(c, &text, err) != 0)
		return -1;
	return rc;
}

void
credential_hide(const struct credential *c, struct err *err)
{
	secret_hide(err->text, c->secret);
	secret_hide(err->text, c->refresh_token);
}
