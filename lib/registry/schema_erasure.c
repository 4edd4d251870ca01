#include "registry/schema_erasure.h"

/* NEW's COLUMN is OLD's with the word of erasure e replaced. */
#define REPLACED(column) \
	"substr(OLD." column ", e.place, length(e.word)) = e.word" \
	" AND NEW." column " = substr(OLD." column ", 1, e.place - 1)" \
	" || e.pseudonym || substr(OLD." column ", e.place + length(e.word))"

const char schema_erasure[] =
/* What is being replaced, within the transaction that does: then it is empty
 * again. */
"CREATE TABLE erasures ("
"	history INTEGER PRIMARY KEY,"
"	place INTEGER NOT NULL CHECK (place > 0),"	/* character, from 1 */
"	word TEXT NOT NULL CHECK (word <> '' AND word NOT GLOB '*[ (),;]*'),"
"	pseudonym TEXT NOT NULL CHECK (length(pseudonym) = 15"
"		AND pseudonym GLOB 'person-*'"
"		AND substr(pseudonym, 8) NOT GLOB '*[^0-9a-f]*')"
") STRICT;"
"DROP TRIGGER history_keeps_words;"
"CREATE TRIGGER history_keeps_words BEFORE UPDATE ON history"
"	WHEN NOT (NEW.id = OLD.id AND NEW.at = OLD.at"
"		AND NEW.command = OLD.command AND NEW.action = OLD.action"
"		AND NEW.reseller IS OLD.reseller AND EXISTS ("
"		SELECT 1 FROM erasures e WHERE e.history = OLD.id AND ("
/* An address, or a login where the history tells of a sender. */
"			(NEW.who = OLD.who AND " REPLACED("detail")
"			AND (e.word LIKE '%_@_%' OR"
"			substr(OLD.detail, e.place - 6, 6) = 'login '))"
"			OR (NEW.detail = OLD.detail AND " REPLACED("who")
"			AND e.word NOT LIKE 'person-%'))))"
"	BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;";
