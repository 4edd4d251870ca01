/* A list of recipients: everybody has an address of its own, or the fault is
 * told; each record is read once. */

#include <string.h>

#include "fuzz.h"
#include "mailer/csv.h"
#include "mailer/recipients.h"

static void
check_records(struct span s)
{
	struct csv_record record;
	struct csv c;
	struct err err = { 0 };
	size_t line, at;
	int rc;

	csv_init(&c, s);
	do {
		at = c.at;
		rc = csv_next(&c, &record, &line, &err);
		promise(c.at <= s.n && (rc == 0 || c.at > at),
			"reading goes on, to the end");
		if (rc > 0)
			csv_record_deinit(&record);
		else if (rc < 0)
			promise(err.kind == ERR_DATA, err.text);
	} while (rc != 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct span s = { data, n };
	struct recipients r;
	struct faults faults;

	check_records(s);
	recipients_init(&r);
	faults_init(&faults);
	recipients_read(&r, "list.csv", s, &faults);
	for (size_t i = 0; i < r.n; i++) {
		const struct recipient *one = &r.list[i];

		promise(one->address && strchr(one->address, '@') &&
			one->line, "a recipient has an address and a line");
		promise(!strpbrk(one->address, " \t\r\n<>,"),
			"an address is one word");
		promise(one->vars.value[VAR_LINK] == NULL &&
			one->vars.value[VAR_PARTNER] == NULL,
			"the link comes from the registry");
		for (size_t k = 0; k < i && k < 50; k++)
			promise(strcmp(r.list[k].key, one->key) != 0,
				"nobody gets it twice");
	}
	recipients_deinit(&r);
	faults_deinit(&faults);
	return 0;
}
