#include "journal_place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/limits.h"

int
journal_place(const char *dir, const char *name, const char *suffix,
	char **path_r, struct err *err)
{
	struct span s = span_str(name);
	struct buf b;
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!span_is_alnum(s.p[i]) &&
			(i == 0 || strchr("-_.", s.p[i]) == NULL))
			break;
	if (i < s.n || s.n == 0 || s.n > LIMIT_CAMPAIGN)
		return err_set(err, ERR_USAGE, "\"%s\" can't be the name of a "
			"campaign; use letters, digits and - _ . (at most %d)",
			name, LIMIT_CAMPAIGN);
	buf_init(&b, strlen(dir) + s.n + strlen(suffix) + 2);
	buf_printf(&b, "%s/%s%s", dir, name, suffix);
	*path_r = buf_take(&b);
	return 0;
}

static int
is_journal(const struct dirent *e)
{
	struct span name = span_str(e->d_name);

	return name.n > sizeof(JOURNAL_SUFFIX) - 1 && e->d_name[0] != '.' &&
		span_ends(name, span_str(JOURNAL_SUFFIX));
}

int
journal_place_each(const char *dir, int (*fn)(void *ctx, const char *name),
	void *ctx, struct err *err)
{
	struct dirent **list;
	int n = scandir(dir, &list, is_journal, alphasort), rc = 0, i;

	if (n < 0)
		return errno == ENOENT ? 0 : err_set(err, ERR_NO_INPUT,
			"%s: %m", dir);
	for (i = 0; i < n; i++) {
		char *name = list[i]->d_name;

		name[strlen(name) - (sizeof(JOURNAL_SUFFIX) - 1)] = '\0';
		if (rc == 0)
			rc = fn(ctx, name);
		free(list[i]);
	}
	free(list);
	return rc;
}

int
journal_place_nowhere(char **path_r, int *fd_r, struct err *err)
{
	struct buf b;

	*fd_r = memfd_create("journal", MFD_CLOEXEC);
	if (*fd_r < 0)
		return err_set(err, ERR_OS, "no memory for a journal: %m");
	buf_init(&b, 40);
	buf_printf(&b, "/proc/self/fd/%d", *fd_r);
	*path_r = buf_take(&b);
	return 0;
}

int
journal_place_make(const char *path, struct err *err)
{
	char *dir = buf_strdup(path), *slash;
	int rc = 0;

	for (slash = strchr(dir + 1, '/'); rc == 0 && slash != NULL;
		slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(dir, 0700) < 0 && errno != EEXIST)
			rc = err_set(err, ERR_OS, "%s can't be made: %m; set "
				"state in the section mailer of the "
				"configuration to a folder of your own", dir);
		*slash = '/';
	}
	free(dir);
	return rc;
}

void
journal_place_sync(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *dir = slash == NULL ? buf_strdup(".") :
		buf_dup(span_sub(span_str(path), 0,
			(size_t)(slash - path) + 1));
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(dir);
}
