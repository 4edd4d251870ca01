#include "sys/key_file.h"

#include "sys/file.h"

/* A file of LIMIT_KEY_RECORDS keys and their comments. */
#define FILE_MAX (4 * 1024 * 1024)

int
key_file_read(const char *path, struct key_records *k_r, struct err *err)
{
	struct buf text;
	int rc;

	*k_r = (struct key_records){ .n = 0 };
	buf_init(&text, FILE_MAX);
	rc = file_read(path, &text, err);
	if (rc == 0)
		rc = key_records_read(buf_span(&text), path, k_r, err);
	buf_deinit(&text);
	return rc;
}
