#ifndef LS_CORE_PROGRAMME_H
#define LS_CORE_PROGRAMME_H

/* The rules of a reseller programme that are no matter of its links' form. */

enum provider_account_kind {
	PROVIDER_ACCOUNT_GUID,
	PROVIDER_ACCOUNT_NUMBER,
	PROVIDER_ACCOUNT_WORD,	/* letters, digits, '-', '.', '_' */
};

enum provider_rule {
	PROVIDER_LOOSE,		/* the link alone is guarded */
	PROVIDER_STRICT,	/* the locked block too */
};

/* What a reseller under an indirect provider sends. */
enum provider_indirect {
	PROVIDER_INDIRECT_NONE,		/* the programme has no such thing */
	PROVIDER_INDIRECT_NAMED,	/* its own link, naming the provider */
	PROVIDER_INDIRECT_BORROWED,	/* the provider's link and no other */
};

#endif
