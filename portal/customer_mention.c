#include "customer_mention.h"

#include "page.h"

enum word
customer_mention_word(enum ledger_state state)
{
	static const enum word words[] = {
		[LEDGER_INVITED] = WORD_STATE_INVITED,
		[LEDGER_ACCEPTED] = WORD_STATE_ACCEPTED,
		[LEDGER_DAP_REMOVED] = WORD_STATE_DAP_REMOVED,
		[LEDGER_DECLINED] = WORD_STATE_DECLINED,
		[LEDGER_ENDED] = WORD_STATE_ENDED,
	};

	return words[state];
}

void
customer_mention_state(struct visit *v, enum ledger_state state)
{
	markup_html(v->m, "<span");
	markup_attribute(v->m, "class", ledger_state_name(state));
	markup_html(v->m, ">");
	page_words(v, customer_mention_word(state));
	markup_html(v->m, "</span>");
}

void
customer_mention_path(const char *reseller, const char *domain, struct buf *out)
{
	buf_printf(out, "/customer?reseller=%s&domain=%s", reseller, domain);
}
