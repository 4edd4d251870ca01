/* What plain HTML consists of is what gumbo finds in it, and all of it ends. */

#include "core/html_scan.h"
#include "fuzz.h"
#include "tests/unit/html_twins.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct span source = { data, n };
	char *differ;
	bool plain;

	differ = twins_compare(source, &plain);
	promise(differ == NULL, differ);
	promise(!plain || html_scan_end(source) == n,
		"what is plain has an end");
	free(differ);
	return 0;
}
