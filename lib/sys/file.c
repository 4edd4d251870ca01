#include "sys/file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* One read(2); large enough that its cost does not show. */
#define FILE_CHUNK 65536

static int
read_all(int fd, const char *path, struct buf *out, struct err *err)
{
	unsigned char *chunk = buf_alloc(FILE_CHUNK);
	ssize_t n;

	while ((n = read(fd, chunk, FILE_CHUNK)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 || !buf_ok(out))
			break;
		buf_add(out, (struct span){ chunk, (size_t)n });
	}
	free(chunk);
	if (n < 0)
		return err_set(err, ERR_NO_INPUT, "%s: can't be read: %s",
			path, strerror(errno));
	if (!buf_ok(out))
		return err_set(err, ERR_LIMIT,
			"%s: larger than %zu bytes, which is too much",
			path, out->max);
	return 0;
}

int
file_read(const char *path, struct buf *out, struct err *err)
{
	bool standard = strcmp(path, "-") == 0;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	int rc;

	if (fd < 0)
		return err_set(err, ERR_NO_INPUT, "%s: can't be opened: %s",
			path, strerror(errno));
	rc = read_all(fd, standard ? "standard input" : path, out, err);
	if (!standard)
		close(fd);
	return rc;
}

static int
write_all(int fd, struct span s)
{
	ssize_t n;

	while (s.n) {
		n = write(fd, s.p, s.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		s = span_sub(s, (size_t)n, s.n);
	}
	return 0;
}

/* A name that was renamed is on the disk only once its directory is. */
static int
sync_directory_of(const char *path)
{
	char *copy = buf_strdup(path);
	int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc;

	free(copy);
	if (fd < 0)
		return -1;
	/* Some file systems can't sync a directory, and say EINVAL. */
	rc = fsync(fd) < 0 && errno != EINVAL ? -1 : 0;
	close(fd);
	return rc;
}

/* OWNER NULL: whoever we are. */
static int
fill(int fd, struct span content, mode_t mode, const struct stat *owner)
{
	if (owner && geteuid() == 0 &&
	    fchown(fd, owner->st_uid, owner->st_gid) < 0)
		return -1;
	if (fchmod(fd, mode) < 0 || write_all(fd, content) < 0)
		return -1;
	return fsync(fd);
}

static int
write_for(const char *path, struct span content, mode_t mode,
	const struct stat *owner, struct err *err)
{
	struct buf name;
	char *temporary;
	int fd, rc;

	buf_init(&name, strlen(path) + sizeof ".XXXXXX");
	buf_printf(&name, "%s.XXXXXX", path);
	temporary = buf_take(&name);
	fd = mkostemp(temporary, O_CLOEXEC);
	rc = fd < 0 ? -1 : fill(fd, content, mode, owner);
	if (fd >= 0 && close(fd) < 0)
		rc = -1;
	if (rc == 0)
		rc = rename(temporary, path);
	if (rc == 0)
		rc = sync_directory_of(path);
	if (rc < 0) {
		err_set(err, ERR_IO, "%s: can't be written: %s", path,
			strerror(errno));
		if (fd >= 0)
			unlink(temporary);
	}
	free(temporary);
	return rc;
}

int
file_write(const char *path, struct span content, mode_t mode,
	struct err *err)
{
	return write_for(path, content, mode, NULL, err);
}

int
file_replace(const char *path, struct span content, mode_t mode,
	struct err *err)
{
	struct stat st;

	if (lstat(path, &st) < 0)
		return err_set(err, ERR_IO, "%s: can't be replaced: %s", path,
			strerror(errno));
	return write_for(path, content, mode, &st, err);
}
