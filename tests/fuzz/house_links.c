/* Prints the house's links, one a line, which inputs are made of. */

#include "fuzz.h"
#include "house.h"

int
main(void)
{
	const struct facts *f = house_facts(3);

	for (size_t i = 0; i < f->n_resellers; i++)
		printf("%s\n", f->resellers[i]->link);
	return 0;
}
