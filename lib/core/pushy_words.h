#ifndef LS_CORE_PUSHY_WORDS_H
#define LS_CORE_PUSHY_WORDS_H

/*
 * Words that advertising has used up, in the ten languages of our templates:
 * filters count them and readers stop at them. Data only, in small letters.
 */

struct pushy_word {
	const char *language;
	const char *word;
};

/* Ends with an entry whose word is NULL. */
extern const struct pushy_word pushy_words[];

#endif
