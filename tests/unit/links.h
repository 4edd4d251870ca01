#ifndef LS_TESTS_UNIT_LINKS_H
#define LS_TESTS_UNIT_LINKS_H

/* The shipped profiles and the links that tests of several nouns share. */

#include <stdio.h>

#include "sys/provider_file.h"
#include "unit.h"

#define CONTOSO_ID "3b33e682-00c3-41ee-9dd2-a548adf56438"
#define FABRIKAM_ID "7260758d-876b-4da1-b8aa-ae70122d886a"
#define SCREEN_ID "736ee76b-2635-4b33-a942-25ed0673f31e"
#define INDIRECT_ID "484e548c-f5f3-4528-93a9-c16c6373cb59"
#define PROVIDER_ID "b01b1487-b36e-4e6d-9b5e-0b58974c4b28"
#define OWN_HOST "partners.fabrikam.example"

#define ADMIN "https://admin.microsoft.com/Adminportal/Home"
#define RESELLER "?invType=ResellerRelationship&partnerId="
#define INDIRECT "?invType=IndirectResellerRelationship&partnerId="
#define OLD_PAGE "#/BillingAccounts/partner-invitation"
#define NEW_PAGE "#/partners/invitation"

/* The shapes of invitations, by their usual numbers. */
#define U1 "https://portal.office.com/partner/partnersignup.aspx" \
	"?type=ResellerRelationship&id=" CONTOSO_ID "&csp=1&msppid=0"
#define U2 "https://businessstore.microsoft.com/manage/partner-invitation" \
	INDIRECT INDIRECT_ID "&msppId=4794019&DAP=true"
#define U3 ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=false" OLD_PAGE
#define U4 ADMIN RESELLER CONTOSO_ID "&msppId=0&DAP=true" OLD_PAGE
#define U5 ADMIN INDIRECT INDIRECT_ID "&msppId=601089&DAP=true" OLD_PAGE
#define U6 ADMIN INDIRECT INDIRECT_ID "&msppId=601089&DAP=true" \
	"&indirectCSPId=" PROVIDER_ID OLD_PAGE
#define U7 ADMIN RESELLER SCREEN_ID "&msppId=0" NEW_PAGE
#define U8 ADMIN INDIRECT INDIRECT_ID "&msppId=6531449&indirectCSPId=" \
	PROVIDER_ID NEW_PAGE
#define U9 "https://admin.microsoft.com/AdminPortal/Home#/partners/" \
	"invitation/granularAdminRelationships/" CONTOSO_ID "-" SCREEN_ID
#define U10 ADMIN "?invType=Administration&partnerId=" SCREEN_ID OLD_PAGE
#define U12 ADMIN "?#/BillingAccounts/billing-accounts"
#define U13 "https://admin.microsoft.com/AdminPortal/Home" \
	"?ref=/BillingAccounts/agreement"
#define U15 ADMIN INDIRECT INDIRECT_ID "&msppId=601089&indirectCSPId=" \
	PROVIDER_ID "&DAP=true" OLD_PAGE
/* Inferred, not seen. */
#define U21V "https://portal.partner.microsoftonline.cn/partner/" \
	"partnersignup.aspx?type=ResellerRelationship&id=" CONTOSO_ID \
	"&csp=1&msppid=0"

static inline struct providers
shipped_profiles(const char *own_host)
{
	static const char *const dirs[] = { TOP_SRCDIR "/providers" };
	struct providers all;
	struct err err = { 0 };

	ck_assert_msg(providers_load(dirs, 1, own_host, &all, &err) == 0,
	    "%s", err.text);
	return all;
}

#endif
