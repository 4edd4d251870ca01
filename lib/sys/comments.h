#ifndef LS_SYS_COMMENTS_H
#define LS_SYS_COMMENTS_H

/*
 * Blanks the comments of a file in libconfuse's syntax (# and // to the end
 * of the line, and those of C) before libconfuse reads it: libconfuse 3.3
 * counts a line with a comment more than once, and every line number behind it
 * would be wrong. Line ends stay, and what stands in quotes.
 */

/* The line of a comment that does not end; 0 when all do. */
unsigned comments_blank(char *text);

/* The line of the section or list that is open at the end of TEXT, which has
 * no comments any more; 0 when all are closed. libconfuse takes the end of
 * the file for the end of every section. */
unsigned comments_open_brace(const char *text);

#endif
