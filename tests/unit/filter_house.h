#ifndef LS_TESTS_UNIT_FILTER_HOUSE_H
#define LS_TESTS_UNIT_FILTER_HOUSE_H

/*
 * A directory with a configuration and a registry in which contoso has a link
 * and alice@contoso.example may send for it: what the filter's tests need.
 */

#include "milter/world.h"

#define HOUSE_LINK "https://admin.microsoft.com/Adminportal/Home" \
	"?invType=ResellerRelationship" \
	"&partnerId=3b33e682-00c3-41ee-9dd2-a548adf56438" \
	"&msppId=0&DAP=true#/BillingAccounts/partner-invitation"
#define HOUSE_FOREIGN "https://admin.microsoft.com/Adminportal/Home" \
	"?invType=ResellerRelationship" \
	"&partnerId=7260758d-876b-4da1-b8aa-ae70122d886a" \
	"&msppId=0&DAP=true#/BillingAccounts/partner-invitation"

/* Makes the directory, its files, and a world of it. SETTINGS goes into
 * section milter. Any failure fails the test. */
struct world *house_open(const char *settings);

/* Writes the configuration anew. */
void house_configure(const char *settings);

/* Gives alice's colleague the right to send. */
void house_add_sender(const char *address);

const char *house_config(void);

/* Takes all away; W may be NULL. */
void house_close(struct world **w);

#endif
