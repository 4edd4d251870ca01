#ifndef LS_TESTS_FUZZ_HOUSE_H
#define LS_TESTS_FUZZ_HOUSE_H

/*
 * The resellers and senders that all tests share, as facts, without a
 * registry. The key of the own programme is the one that the cases are made
 * with.
 */

#include "core/edits.h"
#include "core/facts.h"
#include "core/message.h"

#define HOUSE_OWN_HOST "partners.fabrikam.example"

/* The facts that KIND names: two bits say who sends (Alice for Contoso, Carol
 * for two, Dora for the own programme, Carol for all three), three more under
 * which settings. They live to the end of the program, and those of one call
 * until the next. */
const struct facts *house_facts(unsigned kind);

/* Where the own programme's links stand, and what signs them. */
struct house_key {
	const char *host;
	char *prefix;
	unsigned char secret[TOKEN_SECRET];
	struct token_keys keys;
};
const struct house_key *house_key(void);

/* The message of these bytes; NULL when they pass a limit. */
struct message *house_message(struct span bytes);

/* A message with this body and no header. */
struct message *house_body(struct span body);

/* M after EDITS. */
struct message *house_edited(const struct message *m,
	const struct edits *edits);

#endif
