#include "keyfile.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sys/file.h"

#define HEADER "linkseal secret key 1 "
#define HEADER_SIZE (sizeof HEADER - 1 + 8 + 1)
#define SEED crypto_sign_SEEDBYTES
#define TEXT (HEADER_SIZE + 2 * SEED + 1)

/* What is read, in one piece of secret memory. */
struct reading {
	char text[TEXT + 1];	/* one byte more, which must not be there */
	unsigned char seed[SEED];
};

/* sodium_malloc() locks the memory and sodium_free() wipes it. */
static void *
secret_memory(size_t n, struct err *err)
{
	void *p = sodium_malloc(n);

	if (p == NULL)
		err_set(err, ERR_OS, "no memory that can hold a secret: %s",
			strerror(errno));
	return p;
}

void
keyfile_free(struct keyfile **k)
{
	sodium_free(*k);
	*k = NULL;
}

static void
path_of(const char *directory, uint32_t id, struct buf *out)
{
	buf_init(out, 4096);
	buf_printf(out, "%s/%08x.key", directory, id);
}

/* The id is the beginning of the public key's hash, so that a key file, the
 * registry and the links name the key alike. */
static uint32_t
id_of(const unsigned char public[TOKEN_PUBLIC])
{
	unsigned char hash[crypto_generichash_BYTES];

	crypto_generichash(hash, sizeof hash, public, TOKEN_PUBLIC, NULL, 0);
	return (uint32_t)hash[0] << 24 | (uint32_t)hash[1] << 16 |
		(uint32_t)hash[2] << 8 | hash[3];
}

int
keyfile_generate(struct keyfile **k_r, struct err *err)
{
	struct keyfile *k = secret_memory(sizeof *k, err);

	if (k == NULL)
		return -1;
	crypto_sign_keypair(k->key.public, k->secret);
	k->key.id = id_of(k->key.public);
	k->key.state = TOKEN_KEY_ACTIVE;
	*k_r = k;
	return 0;
}

static int
check_directory(const char *directory, struct err *err)
{
	struct stat st;

	if (mkdir(directory, 0700) != 0 && errno != EEXIST)
		return err_set(err, ERR_NO_PERM, "directory of keys %s: %s; "
			"make it with: install -d -m 0700 %s", directory,
			strerror(errno), directory);
	if (stat(directory, &st) != 0)
		return err_set(err, ERR_IO, "directory of keys %s: %s",
			directory, strerror(errno));
	if (!S_ISDIR(st.st_mode))
		return err_set(err, ERR_CONFIG, "%s is to hold the keys, but "
			"it is no directory", directory);
	if (st.st_mode & 077)
		return err_set(err, ERR_NO_PERM, "directory of keys %s: "
			"others may look into it; run: chmod 700 %s",
			directory, directory);
	return 0;
}

static int
write_text(const char *path, const struct keyfile *k, char *text,
	struct err *err)
{
	struct span s = { (unsigned char *)text, TEXT };

	snprintf(text, HEADER_SIZE + 1, HEADER "%08x\n", k->key.id);
	/* libsodium's secret key begins with the seed. */
	sodium_bin2hex(text + HEADER_SIZE, 2 * SEED + 1, k->secret, SEED);
	text[TEXT - 1] = '\n';
	return file_write(path, s, 0600, err);
}

int
keyfile_write(const char *directory, const struct keyfile *k, struct err *err)
{
	struct buf path;
	char *text;
	int rc = -1;

	if (check_directory(directory, err) != 0 ||
	    (text = secret_memory(TEXT, err)) == NULL)
		return -1;
	path_of(directory, k->key.id, &path);
	if (access(buf_str(&path), F_OK) == 0)
		err_set(err, ERR_EXISTS, "key file %s is there already",
			buf_str(&path));
	else
		rc = write_text(buf_str(&path), k, text, err);
	buf_deinit(&path);
	sodium_free(text);
	return rc;
}

void
keyfile_remove(const char *directory, const struct keyfile *k)
{
	struct buf path;

	path_of(directory, k->key.id, &path);
	unlink(buf_str(&path));
	buf_deinit(&path);
}

static int
check_file(const char *path, int fd, struct err *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		return err_set(err, ERR_DATA, "key file %s is no file", path);
	if (st.st_mode & 077)
		return err_set(err, ERR_NO_PERM, "key file %s: others may read "
			"or write it; run: chmod 600 %s, and if somebody may "
			"have read it: `key rotate`, then `key revoke`", path,
			path);
	if (st.st_uid != geteuid() && st.st_uid != 0)
		return err_set(err, ERR_NO_PERM, "key file %s belongs to "
			"another user (uid %lu)", path,
			(unsigned long)st.st_uid);
	return 0;
}

/* Not file_read(): a buffer that grows leaves copies behind. */
static int
read_text(const char *path, struct reading *in, struct err *err)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
	ssize_t n = 0;
	int rc;

	if (fd < 0)
		return err_set(err, errno == EACCES ? ERR_NO_PERM :
			ERR_NO_INPUT, "key file %s: %s", path,
			strerror(errno));
	rc = check_file(path, fd, err);
	if (rc == 0)
		n = read(fd, in->text, sizeof in->text);
	close(fd);
	if (rc == 0 && n != (ssize_t)TEXT)
		return err_set(err, ERR_DATA, "key file %s is damaged; take "
			"it from a backup, or run `key rotate`", path);
	return rc;
}

static bool
parse(struct reading *in, const struct token_key *key, struct keyfile *k)
{
	const char *hex = in->text + HEADER_SIZE;
	char header[HEADER_SIZE + 1];
	size_t n;

	snprintf(header, sizeof header, HEADER "%08x\n", key->id);
	if (memcmp(in->text, header, HEADER_SIZE) != 0 ||
	    in->text[TEXT - 1] != '\n' ||
	    sodium_hex2bin(in->seed, SEED, hex, 2 * SEED, NULL, &n,
		NULL) != 0 || n != SEED)
		return false;
	crypto_sign_seed_keypair(k->key.public, k->secret, in->seed);
	k->key.id = key->id;
	k->key.state = key->state;
	return memcmp(k->key.public, key->public, TOKEN_PUBLIC) == 0;
}

static int
read_key(const char *path, const struct token_key *key, struct reading *in,
	struct keyfile *k, struct err *err)
{
	if (read_text(path, in, err) != 0)
		return -1;
	if (!parse(in, key, k))
		return err_set(err, ERR_DATA, "key file %s is damaged or of "
			"another key; take it from a backup, or run `key "
			"rotate`", path);
	return 0;
}

int
keyfile_read(const char *directory, const struct token_key *key,
	struct keyfile **k_r, struct err *err)
{
	struct keyfile *k = secret_memory(sizeof *k, err);
	struct reading *in = k ? secret_memory(sizeof *in, err) : NULL;
	struct buf path;
	int rc = -1;

	path_of(directory, key->id, &path);
	if (in)
		rc = read_key(buf_str(&path), key, in, k, err);
	buf_deinit(&path);
	sodium_free(in);
	if (rc == 0)
		*k_r = k;
	else
		keyfile_free(&k);
	return rc;
}
