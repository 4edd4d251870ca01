#include "sys/value.h"

#include <pwd.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/buf.h"

/* Digits, as far as they go; -1: none, or more than MOST. */
static int
read_number(const char *value, size_t most, size_t *r, const char **rest_r)
{
	size_t n = 0;

	if (!span_is_digit((unsigned char)*value))
		return -1;
	for (; span_is_digit((unsigned char)*value); value++) {
		size_t digit = (size_t)(*value - '0');

		if (n > (most - digit) / 10)
			return -1;
		n = n * 10 + digit;
	}
	*r = n;
	*rest_r = value;
	return 0;
}

int
value_size(const char *value, size_t *r, struct err *err)
{
	static const char suffixes[] = "KMG";
	const char *rest, *suffix;
	size_t n, shift = 0;

	if (read_number(value, SIZE_MAX, &n, &rest) < 0)
		goto bad;
	if (*rest) {
		suffix = strchr(suffixes, *rest);
		if (suffix == NULL || rest[1] != '\0')
			goto bad;
		shift = 10 * (size_t)(suffix - suffixes + 1);
	}
	if (n == 0 || n > SIZE_MAX >> shift)
		goto bad;
	*r = n << shift;
	return 0;
bad:
	return err_set(err, ERR_CONFIG, "\"%s\" is no size: write a number of "
		"bytes, or one with K, M or G behind it, as in \"25M\"",
		value);
}

int
value_seconds(const char *value, unsigned *r, struct err *err)
{
	const char *rest;
	size_t n;

	if (read_number(value, INT32_MAX, &n, &rest) < 0 || *rest || n == 0)
		return err_set(err, ERR_CONFIG,
			"\"%s\" is no number of seconds (1 or more)", value);
	*r = (unsigned)n;
	return 0;
}

int
value_mode(const char *value, mode_t *r, struct err *err)
{
	mode_t mode = 0;
	size_t n = strlen(value);

	if (n < 3 || n > 4 || strspn(value, "01234567") != n ||
	    (n == 4 && *value != '0'))
		return err_set(err, ERR_CONFIG, "\"%s\" is no file mode: "
			"write it in octal, as in 0660", value);
	for (; *value; value++)
		mode = mode * 8 + (mode_t)(*value - '0');
	*r = mode;
	return 0;
}

int
value_string(const char *value, char **r)
{
	free(*r);
	*r = *value ? buf_strdup(value) : NULL;
	return 0;
}

/* The home directory of whoever we are. A service has no $HOME (systemd,
 * `env -i`), and some users have no entry: "/" is then as good as any, and a
 * write there fails with its name. */
static const char *
home_directory(void)
{
	const char *home = getenv("HOME");
	const struct passwd *pw;

	if (home && *home == '/')
		return home;
	pw = getpwuid(geteuid());
	return pw && pw->pw_dir && *pw->pw_dir == '/' ? pw->pw_dir : "/";
}

int
value_path(const char *value, char **r)
{
	const char *home;
	struct buf b;

	if (strncmp(value, "~/", 2) != 0)
		return value_string(value, r);
	home = home_directory();
	buf_init(&b, strlen(home) + strlen(value));
	buf_add_str(&b, home);
	buf_add_str(&b, value + 1);
	free(*r);
	*r = buf_take(&b);
	return 0;
}
