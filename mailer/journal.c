#include "journal.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "core/buf.h"
#include "core/limits.h"
#include "journal_place.h"
#include "sys/file.h"

/* One line: an address, a time, an answer of SMTP_TEXT_MAX. */
#define LINE_MAX_BYTES 2048

/* What is written at once, of many lines. */
#define CHUNK_BYTES 65536
#define ROOM_BYTES (1024 * 1024)

#define BOOT_ID "/proc/sys/kernel/random/boot_id"

struct journal {
	char *path;
	int fd;
	struct states states;
	bool writing;
	pthread_mutex_t lock;	/* one line after the other */
	off_t end;		/* of the lines */
	off_t room;		/* of the file: NUL bytes are between */
};

static int
load(struct journal *j, size_t *end_r, struct err *err)
{
	struct stat st;
	void *p;
	int rc;

	*end_r = 0;
	if (fstat(j->fd, &st) < 0)
		return err_set(err, ERR_IO, "%s: %m", j->path);
	if (st.st_size == 0)
		return 0;
	p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, j->fd, 0);
	if (p == MAP_FAILED)
		return err_set(err, ERR_IO, "%s: %m", j->path);
	rc = states_parse(&j->states, j->path, (struct span){ p,
		(size_t)st.st_size }, end_r, err);
	munmap(p, (size_t)st.st_size);
	return rc;
}

static int
write_at(struct journal *j, struct span s, off_t at, struct err *err)
{
	ssize_t n;

	while (s.n > 0) {
		n = pwrite(j->fd, s.p, s.n, at);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(err, ERR_IO, "%s: %m", j->path);
		s = span_sub(s, (size_t)n, s.n);
		at += n;
	}
	return 0;
}

/* NUL bytes behind the end, ROOM_BYTES at a time. A line that makes the file
 * longer has to wait while the file system syncs; one within it has not. */
static int
make_room(struct journal *j, size_t n, struct err *err)
{
	static const unsigned char nothing[CHUNK_BYTES];
	off_t want = j->end + (off_t)n + ROOM_BYTES;

	if (j->end + (off_t)n <= j->room)
		return 0;
	for (; j->room < want; j->room += CHUNK_BYTES)
		if (write_at(j, (struct span){ nothing, sizeof(nothing) },
			j->room, err) < 0)
			return -1;
	return 0;
}

static int
append(struct journal *j, struct buf *lines, struct err *err)
{
	int rc;

	if (!buf_ok(lines))
		return err_set(err, ERR_BUG, "a line of the journal is too "
			"long");
	pthread_mutex_lock(&j->lock);
	rc = make_room(j, lines->n, err);
	if (rc == 0)
		rc = write_at(j, buf_span(lines), j->end, err);
	j->end += rc == 0 ? (off_t)lines->n : 0;
	pthread_mutex_unlock(&j->lock);
	buf_reset(lines);
	return rc;
}

/* Now, as in a line. */
static void
stamp(char out[STATES_TIME + 1])
{
	time_t now = time(NULL);
	struct tm tm;

	strftime(out, STATES_TIME + 1, "%Y-%m-%dT%H:%M:%SZ",
		gmtime_r(&now, &tm));
}

static void
add_line(struct buf *b, const char *word, const char *when, const char *key,
	const char *text)
{
	buf_add_str(b, word);
	buf_add_byte(b, '\t');
	buf_add_str(b, when);
	buf_add_byte(b, '\t');
	buf_add_str(b, key);
	buf_add_byte(b, '\t');
	buf_add_str(b, text);
	buf_add_byte(b, '\n');
}

/* Another one each time the machine starts; "-" where that is not told, which
 * is like no other. */
static char *
boot_id(void)
{
	struct buf b;
	struct err err;
	struct span id;
	char *copy;

	buf_init(&b, 100);
	id = span_str("-");
	if (file_read(BOOT_ID, &b, &err) == 0 && b.n > 0)
		id = span_trim(buf_span(&b));
	copy = buf_dup(id);
	buf_deinit(&b);
	return copy;
}

static int
write_run(struct journal *j, struct err *err)
{
	char *boot = boot_id(), when[STATES_TIME + 1];
	struct buf b;
	int rc;

	stamp(when);
	buf_init(&b, LINE_MAX_BYTES);
	add_line(&b, STATES_RUN, when, boot, "");
	rc = append(j, &b, err);
	buf_deinit(&b);
	free(boot);
	return rc;
}

static int
write_head(struct journal *j, const char *reseller, struct err *err)
{
	struct buf b;
	int rc;

	buf_init(&b, LIMIT_NAME + sizeof(STATES_HEAD) + 1);
	buf_printf(&b, STATES_HEAD "%s\n", reseller);
	rc = append(j, &b, err);
	buf_deinit(&b);
	j->states.reseller = buf_strdup(reseller);
	journal_place_sync(j->path);
	return rc;
}

static bool
same_boot(const struct journal *j)
{
	char *now = boot_id();
	bool same = j->states.boot != NULL && strcmp(now, "-") != 0 &&
		strcmp(now, j->states.boot) == 0;

	free(now);
	return same;
}

/* A run that was killed left no answer for these. WRITE: for good. */
static int
settle_one(struct journal *j, struct state_entry *e, bool same, bool write,
	struct err *err)
{
	if (e->state == STATE_HANDED)
		states_change(e, STATE_UNKNOWN,
			"the run ended before the server answered");
	else if (e->claimed && !same)
		states_change(e, STATE_UNKNOWN, "the machine went down when "
			"this mail was about to leave");
	else if (!e->claimed)
		return 0;
	e->claimed = false;
	return write ? journal_add(j, e->state, e->key, e->text, err) : 0;
}

static int
settle(struct journal *j, bool write, struct err *err)
{
	bool same = same_boot(j);
	size_t i;

	for (i = 0; i < j->states.n; i++)
		if (settle_one(j, &j->states.list[i], same, write, err) < 0)
			return -1;
	return 0;
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
	j->end = j->room = (off_t)end;
	j->writing = true;
	if (j->states.reseller == NULL && write_head(j, reseller, err) < 0)
		return -1;
	if (strcmp(j->states.reseller, reseller) != 0)
		return err_set(err, ERR_EXISTS, "%s: this campaign is of the "
			"reseller %s; choose another name with --campaign",
			j->path, j->states.reseller);
	if (settle(j, true, err) < 0 || write_run(j, err) < 0)
		return -1;
	return journal_sync(j, err);
}

static struct journal *
journal_new(const char *path, int fd)
{
	struct journal *j = buf_zalloc(sizeof(*j));

	j->path = buf_strdup(path);
	j->fd = fd;
	pthread_mutex_init(&j->lock, NULL);
	return j;
}

int
journal_open(const char *path, const char *reseller, struct journal **j_r,
	struct err *err)
{
	struct journal *j;
	int fd;

	if (journal_place_make(path, err) < 0)
		return -1;
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
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
		return settle(j, false, err);
	return 0;
}

void
journal_free(struct journal **j)
{
	if (*j == NULL)
		return;
	states_deinit(&(*j)->states);
	pthread_mutex_destroy(&(*j)->lock);
	free((*j)->path);
	/* Should it fail, the next one does it. */
	if ((*j)->writing)
		(void)(ftruncate((*j)->fd, (*j)->end) < 0);
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

static int
add_all(struct journal *j, const char *word, const char *const *keys,
	size_t n, struct err *err)
{
	char when[STATES_TIME + 1];
	struct buf b;
	size_t i;
	int rc = 0;

	stamp(when);
	buf_init(&b, CHUNK_BYTES + LINE_MAX_BYTES);
	for (i = 0; i < n && rc == 0; i++) {
		add_line(&b, word, when, keys[i], "");
		if (b.n >= CHUNK_BYTES)
			rc = append(j, &b, err);
	}
	if (rc == 0)
		rc = append(j, &b, err);
	buf_deinit(&b);
	return rc;
}

int
journal_add(struct journal *j, enum state state, const char *key,
	const char *text, struct err *err)
{
	char when[STATES_TIME + 1];
	struct buf b;
	int rc;

	stamp(when);
	buf_init(&b, LINE_MAX_BYTES);
	add_line(&b, state_name(state), when, key, text);
	rc = append(j, &b, err);
	buf_deinit(&b);
	return rc;
}

int
journal_claim(struct journal *j, const char *const *keys, size_t n,
	struct err *err)
{
	return add_all(j, STATES_CLAIMED, keys, n, err);
}

int
journal_prepare(struct journal *j, const char *const *keys, size_t n,
	struct err *err)
{
	return add_all(j, state_name(STATE_PREPARED), keys, n, err);
}

int
journal_sync(struct journal *j, struct err *err)
{
	if (fdatasync(j->fd) < 0)
		return err_set(err, ERR_IO, "%s: %m", j->path);
	return 0;
}
