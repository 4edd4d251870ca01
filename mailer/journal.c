#include "journal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/limits.h"

/* Six million recipients. */
#define SIZE_MAX_BYTES (1024 * 1024 * 1024)
/* One line: an address, a time, an answer of SMTP_TEXT_MAX. */
#define LINE_MAX_BYTES 2048

struct journal {
	char *path;
	int fd;
	struct states states;
};

int
journal_path(const char *dir, const char *name, char **path_r,
	struct err *err)
{
	struct span s = span_str(name);
	struct buf b;
	size_t i;

	for (i = 0; i < s.n; i++)
		if (!span_is_alpha(s.p[i]) && !span_is_digit(s.p[i]) &&
			(i == 0 || strchr("-_.", s.p[i]) == NULL))
			break;
	if (i < s.n || s.n == 0 || s.n > LIMIT_CAMPAIGN)
		return err_set(err, ERR_USAGE, "\"%s\" can't be the name of a "
			"campaign; use letters, digits and - _ . (at most %d)",
			name, LIMIT_CAMPAIGN);
	buf_init(&b, strlen(dir) + s.n + 10);
	buf_printf(&b, "%s/%s.journal", dir, name);
	*path_r = buf_take(&b);
	return 0;
}

static int
read_all(struct journal *j, struct buf *b, struct err *err)
{
	char chunk[65536];
	ssize_t n;

	while ((n = read(j->fd, chunk, sizeof(chunk))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(err, ERR_IO, "%s: %m", j->path);
		buf_add(b, (struct span){ (unsigned char *)chunk, (size_t)n });
	}
	return buf_ok(b) ? 0 : err_set(err, ERR_LIMIT, "%s: the journal is "
		"larger than %d bytes", j->path, SIZE_MAX_BYTES);
}

static int
load(struct journal *j, size_t *end_r, struct err *err)
{
	struct buf b;
	int rc;

	buf_init(&b, SIZE_MAX_BYTES);
	rc = read_all(j, &b, err);
	if (rc == 0)
		rc = states_parse(&j->states, j->path, buf_span(&b), end_r,
			err);
	buf_deinit(&b);
	return rc;
}

static int
make_dirs(const char *path, struct err *err)
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

/* A new file is safe only when its name is. */
static void
sync_dir(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *dir = slash == NULL ? buf_strdup(".") :
		span_dup(span_sub(span_str(path), 0,
			(size_t)(slash - path) + 1));
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(dir);
}

static int
write_all(struct journal *j, struct span s, struct err *err)
{
	ssize_t n;

	while (s.n > 0) {
		n = write(j->fd, s.p, s.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(err, ERR_IO, "%s: %m", j->path);
		s = span_sub(s, (size_t)n, s.n);
	}
	return 0;
}

static int
write_head(struct journal *j, const char *reseller, struct err *err)
{
	struct buf b;
	int rc;

	buf_init(&b, LIMIT_NAME + sizeof(STATES_HEAD) + 1);
	buf_printf(&b, STATES_HEAD "%s\n", reseller);
	rc = write_all(j, buf_span(&b), err);
	buf_deinit(&b);
	j->states.reseller = buf_strdup(reseller);
	sync_dir(j->path);
	return rc;
}

/* A killed run left no answer for these. */
static int
mark_unknown(struct journal *j, bool write, struct err *err)
{
	const char *text = "the run ended before the server answered";
	size_t i;

	for (i = 0; i < j->states.n; i++) {
		struct state_entry *e = &j->states.list[i];

		if (e->state != STATE_HANDED)
			continue;
		states_change(e, STATE_UNKNOWN, text);
		if (write && journal_add(j, STATE_UNKNOWN, e->key, text,
			err) < 0)
			return -1;
	}
	return write ? journal_sync(j, err) : 0;
}

/* The lock goes with the open file, also when the run is killed. TYPE: F_WRLCK
 * or F_RDLCK. False: somebody else has it. */
static bool
lock(const struct journal *j, short type)
{
	struct flock all = { .l_type = type, .l_whence = SEEK_SET };

	return fcntl(j->fd, F_OFD_SETLK, &all) == 0;
}

static int
prepare(struct journal *j, const char *reseller, struct err *err)
{
	size_t end = 0;

	if (!lock(j, F_WRLCK))
		return err_set(err, ERR_TEMP, "%s: another run is at this "
			"campaign; wait for its end", j->path);
	if (load(j, &end, err) < 0)
		return -1;
	if (ftruncate(j->fd, (off_t)end) < 0)
		return err_set(err, ERR_IO, "%s: %m", j->path);
	if (j->states.reseller == NULL && write_head(j, reseller, err) < 0)
		return -1;
	if (strcmp(j->states.reseller, reseller) != 0)
		return err_set(err, ERR_EXISTS, "%s: this campaign is of the "
			"reseller %s; choose another name with --campaign",
			j->path, j->states.reseller);
	return mark_unknown(j, true, err);
}

static struct journal *
journal_new(const char *path, int fd)
{
	struct journal *j = buf_zalloc(sizeof(*j));

	j->path = buf_strdup(path);
	j->fd = fd;
	return j;
}

int
journal_open(const char *path, const char *reseller, struct journal **j_r,
	struct err *err)
{
	struct journal *j;
	int fd;

	if (make_dirs(path, err) < 0)
		return -1;
	fd = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	if (fd < 0)
		return err_set(err, ERR_OS, "%s: %m; set state in the section "
			"mailer of the configuration to a folder of your own",
			path);
	j = journal_new(path, fd);
	if (prepare(j, reseller, err) < 0) {
		journal_free(&j);
		return -1;
	}
	*j_r = j;
	return 0;
}

int
journal_read(const char *path, struct journal **j_r, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct journal *j;
	size_t end;

	if (fd < 0 && errno != ENOENT)
		return err_set(err, ERR_NO_INPUT, "%s: %m", path);
	j = journal_new(path, fd);
	if (fd >= 0 && load(j, &end, err) < 0) {
		journal_free(&j);
		return -1;
	}
	*j_r = j;
	if (fd >= 0 && lock(j, F_RDLCK))
		return mark_unknown(j, false, err);
	return 0;
}

void
journal_free(struct journal **j)
{
	if (*j == NULL)
		return;
	states_deinit(&(*j)->states);
	free((*j)->path);
	if ((*j)->fd >= 0)
		close((*j)->fd);	/* and the lock is gone */
	free(*j);
	*j = NULL;
}

const struct states *
journal_states(const struct journal *j)
{
	return &j->states;
}

int
journal_add(struct journal *j, enum state state, const char *key,
	const char *text, struct err *err)
{
	time_t now = time(NULL);
	char when[32];
	struct tm tm;
	struct buf b;
	int rc;

	strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%SZ",
		gmtime_r(&now, &tm));
	buf_init(&b, LINE_MAX_BYTES);
	buf_printf(&b, "%s\t%s\t%s\t%s\n", state_name(state), when, key, text);
	rc = buf_ok(&b) ? write_all(j, buf_span(&b), err) :
		err_set(err, ERR_BUG, "a line of the journal is too long");
	buf_deinit(&b);
	return rc;
}

int
journal_sync(struct journal *j, struct err *err)
{
	if (fdatasync(j->fd) < 0)
		return err_set(err, ERR_IO, "%s: %m", j->path);
	return 0;
}
