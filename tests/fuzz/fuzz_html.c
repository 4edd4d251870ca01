/* The tree of plain HTML is gumbo's tree. */

#include "fuzz.h"
#include "tests/unit/html_twins.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct span source = { data, n };
	const char *differ;
	bool plain;
	size_t at;

	differ = twins_compare(source, &plain, &at);
	promise(differ == NULL, differ);
	return 0;
}
