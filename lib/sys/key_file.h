#ifndef LS_SYS_KEY_FILE_H
#define LS_SYS_KEY_FILE_H

/* A file of public keys as programmes publish them; see core/key_record.h. */

#include "core/err.h"
#include "core/key_record.h"

/* Reads PATH into *k_r, which goes to key_records_deinit, whatever came.
 * As file_read and key_records_read. */
int key_file_read(const char *path, struct key_records *k_r, struct err *err)
	ERR_CHECKED;

#endif
