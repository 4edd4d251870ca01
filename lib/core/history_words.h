#ifndef LS_CORE_HISTORY_WORDS_H
#define LS_CORE_HISTORY_WORDS_H

/*
 * The words with which mail programs open quoted history, in the ten languages
 * of our templates. Data only; history.c knows how they are used.
 */

enum history_label {
	HISTORY_NONE,
	HISTORY_FROM,
	HISTORY_DATE,
	HISTORY_TO,
	HISTORY_SUBJECT,
};

struct history_word {
	enum history_label label;
	const char *word;		/* before the colon */
};

struct history_attribution {
	const char *begins;		/* "" when there is no such word */
	const char *verb;
};

/* Each ends with an entry whose text is NULL. */
extern const struct history_word history_labels[];
extern const struct history_attribution history_attributions[];
/* Stand between dashes: "-----Original Message-----". */
extern const char *const history_dividers[];
/* Stand alone on a line, with a colon: "Begin forwarded message:". */
extern const char *const history_openings[];

#endif
