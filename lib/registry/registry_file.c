#include "registry/registry_file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"

/* Of the directory that PATH is in, or is to be in. */
static int
stat_directory(const char *path, struct stat *st, struct err *err)
{
	char *copy = buf_strdup(path), *directory = dirname(copy);
	int rc = stat(directory, st);

	if (rc != 0)
		err_set(err, ERR_NO_INPUT, "registry %s: its directory is not "
			"there; make it with: install -d -m 0750 %s", path,
			directory);
	free(copy);
	return rc;
}

int
registry_file_missing(const char *path, struct err *err)
{
	switch (errno) {
	case ENOENT:
		return err_set(err, ERR_NO_INPUT, "registry %s: not there; "
			"`linkseal-linkgen reseller add` makes it", path);
	case EACCES:
		return err_set(err, ERR_NO_PERM, "registry %s: this user may "
			"not open it", path);
	default:
		return err_set(err, ERR_IO, "registry %s: %s", path,
			strerror(errno));
	}
}

/* An empty file of mode 0640, whatever the umask. What root makes belongs to
 * the directory's owner, so that the filter, which is not root, can use it.
 * SQLite gives its companions the same mode and owner. */
static int
make_file(const char *path, struct err *err)
{
	struct stat directory;
	int fd, rc;

	if (stat_directory(path, &directory, err) != 0)
		return -1;
	fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
	if (fd < 0)
		return errno == EEXIST ? 0 : registry_file_missing(path, err);
	rc = fchmod(fd, 0640);
	if (rc == 0 && geteuid() == 0)
		rc = fchown(fd, directory.st_uid, directory.st_gid);
	close(fd);
	return rc == 0 ? 0 : registry_file_missing(path, err);
}

int
registry_file_find(const char *path, bool create, struct err *err)
{
	struct stat st;

	if (create && stat(path, &st) != 0)
		return make_file(path, err);
	return access(path, R_OK) == 0 ? 0 : registry_file_missing(path, err);
}

/* Absolute, so that a daemon that changes its directory keeps its file. */
char *
registry_file_absolute(const char *path)
{
	char *cwd = path[0] == '/' ? NULL : getcwd(NULL, 0);
	struct buf b;

	buf_init(&b, 2 * 4096);
	if (cwd)
		buf_printf(&b, "%s/", cwd);
	buf_add_str(&b, path);
	free(cwd);
	return buf_take(&b);
}
