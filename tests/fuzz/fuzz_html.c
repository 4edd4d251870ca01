/* What plain HTML consists of is what gumbo finds in it. */

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
	free(differ);
	return 0;
}
