#ifndef LS_SYS_CONFIG_FILE_H
#define LS_SYS_CONFIG_FILE_H

/*
 * What a configuration file says, in order, each value with its line: the
 * syntax (libconfuse's) and which keys there are, not what values mean.
 */

#include <stddef.h>

#include "sys/problems.h"

struct config_value {
	char *text;
	unsigned line;
};

struct config_entry {
	unsigned section;	/* enum setting_section */
	char *title;		/* of `reseller contoso {`; or NULL */
	char *key;
	struct config_value *values;
	size_t n;		/* 0 for an empty list; 1 unless a list */
	unsigned line;
};

struct config_file {
	struct config_entry *list;
	size_t n;
};

/* Reads TEXT into FILE, a zeroed one. What is wrong goes to PROBLEMS; reading
 * goes on behind an unknown key and a key that is set twice, and ends at an
 * error of syntax: FILE holds what could be read, and is to be given to
 * config_file_deinit in any case. */
void config_file_read(const char *text, struct config_file *file,
	struct problems *problems);
void config_file_deinit(struct config_file *file);

#endif
