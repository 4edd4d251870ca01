#include "core/lint_sample.h"

static const char *const values[VAR_COUNT] = {
	[VAR_NAME] = "Anna Meyer",
	[VAR_COMPANY] = "Fabrikam",
	[VAR_SERVICE] = "Microsoft 365",
	[VAR_REFERENCE] = "A-1024",
	[VAR_SENDER] = "Alice Baker",
	[VAR_CONTACT] = "partners@contoso.example",
	[VAR_PHONE] = "+44 1632 960000",
	[VAR_ADDRESS] = "1 High Street, London",
	[VAR_PARTNER] = "Contoso Ltd",
	[VAR_LINK] = "https://partners.contoso.example/i/1",
};

void
lint_sample(struct vars *v)
{
	for (int i = 0; i < VAR_COUNT; i++)
		v->value[i] = buf_strdup(values[i]);
}
