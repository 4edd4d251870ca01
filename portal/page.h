#ifndef LS_PORTAL_PAGE_H
#define LS_PORTAL_PAGE_H

/* What all pages are made of. Each writes into v->m. */

#include "visit.h"

/* Everything up to the words of the page; TITLE is its heading too. */
void page_begin(struct visit *v, enum word title);
/* The rest; the page becomes the answer, with that status. */
void page_end(struct visit *v, unsigned status);

/* Words with their values, escaped. */
void page_words(struct visit *v, enum word word);
/* The same for a mail: no markup. */
void page_plain(const struct visit *v, enum word word, struct buf *out);

/* Around words: a paragraph, a heading of the second level, an item. */
void page_paragraph(struct visit *v, enum word word);
void page_heading(struct visit *v, enum word word);
void page_item(struct visit *v, enum word word);
/* What went wrong, announced by screen readers. */
void page_alert(struct visit *v, enum word word);
/* Attributes of a field: what describes it; and with WRONG (else WORD_COUNT)
 * that it is wrong, what page_alert said, and that one goes on there. HINT: an
 * element "hint" describes it too. */
void page_described(struct visit *v, enum word wrong, bool hint);
/* What was done. */
void page_notice(struct visit *v, enum word word);

/* A link of ours; the second is a paragraph of its own. */
void page_link(struct visit *v, const char *path, enum word word);
void page_link_paragraph(struct visit *v, const char *path, enum word word);

/* A form that goes to PATH with the proof that it is ours; ends with
 * page_form_end. */
void page_form(struct visit *v, const char *path);
void page_form_end(struct visit *v);
void page_hidden(struct visit *v, const char *name, const char *value);
/* A button that sends the form with do=ACTION. Quiet: not the main one. */
void page_button(struct visit *v, const char *action, enum word word);
void page_quiet_button(struct visit *v, const char *action, enum word word);

/* A COMMAND to be copied, with words that say what for and what to fill in. */
void page_command(struct visit *v, enum word word, const char *command);

/* Appends TEXT as part of an address (RFC 3986): all but letters and digits as
 * %XX. */
void page_percent(struct buf *out, const char *text);

/* A whole page that says TITLE and TEXT, and leads home. */
void page_message(struct visit *v, unsigned status, enum word title,
	enum word text);

/* A day in a time such as "2026-11-21T10:00:00Z", machine-readable too. */
void page_day(struct visit *v, const char *time);

#endif
