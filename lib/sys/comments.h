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

#endif
