/* Loaded before a program's libraries: the machine has a full name. Sendmail
 * waits a minute at every start when it finds none, before it reads its
 * configuration, and naming the machine needs more rights than some have. */

#include <errno.h>
#include <string.h>
#include <unistd.h>

int
gethostname(char *name, size_t n)
{
	static const char full[] = "mail.contoso.example";

	if (n < sizeof full) {
		errno = ENAMETOOLONG;
		return -1;
	}
	memcpy(name, full, sizeof full);
	return 0;
}
