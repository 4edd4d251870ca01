#ifndef LS_CORE_LIMITS_H
#define LS_CORE_LIMITS_H

/*
 * Every limit on what a stranger controls, with its reason. Each is tested at
 * the number and at one more. Mail that passes one is not parsed further; it
 * is then "can't be edited" (on_uneditable) or, for size, on_oversize.
 */

/* message: Postfix cuts headers at 60000 bytes when milters are used
 * (KLUDGE_HEADER_LIMIT), Sendmail at 32768 by default. */
#define LIMIT_FIELD_SIZE	65536
/* Real mail after a dozen relays and lists has some 150 fields. */
#define LIMIT_FIELDS		2000
/* Header fields in all; Postfix's own limit is 102400. */
#define LIMIT_HEADER_SIZE	(1024 * 1024)

/* mime: a reader's stack and a sane message end far earlier. */
#define LIMIT_MIME_DEPTH	50
/* Digests of mailing lists reach hundreds of parts. */
#define LIMIT_MIME_PARTS	2000
/* Lines that begin with "--". GMime takes 600,000 parts for what they are, in
 * 13 seconds and a gigabyte: it is not called then. Patches have hundreds. */
#define LIMIT_MIME_DELIMITERS	20000
/* RFC 2046 allows 70; longer ones are made to confuse. */
#define LIMIT_BOUNDARY		200
/* Faults of structure that are remembered, to tell those of a forwarded
 * message, which are its own; a message with as many is not ordinary. */
#define LIMIT_MIME_WARNINGS	1000

/* text: a readable body; the longest newsletters are near 2 MB. */
#define LIMIT_LEAF_SIZE		(4 * 1024 * 1024)

/* html: gumbo walks all open elements at each tag, so the depth is bounded
 * before it is called: 400 cost nothing, 20,000 half a second, 200,000 a
 * minute. It also frees its tree by recursion. */
#define LIMIT_HTML_SIZE		(2 * 1024 * 1024)
#define LIMIT_HTML_DEPTH	400
/* Formatting elements left open are opened again in every paragraph. */
#define LIMIT_HTML_FORMATTING	60
/* How many of them, with their attributes, all tags together may open again:
 * a newsletter in three layers of <font> stays under 60,000. */
#define LIMIT_HTML_REOPENED	400000
#define LIMIT_HTML_TAGS		100000
/* gumbo compares each attribute with all others of its tag. */
#define LIMIT_HTML_ATTRIBUTES	200

/* cut: octets of a line without its end. Sendmail's smtp mailer cuts longer
 * ones, Postfix those beyond 998 (RFC 5322 2.1.1). */
#define LIMIT_LINE		990

/* url: browsers agree up to 2083; RFC 9110 asks for 8000. */
#define LIMIT_URL		8192
#define LIMIT_URL_PARAMETERS	64

/* find: links of a provider's shape looked at in one message. */
#define LIMIT_FINDINGS		200

/* link_memo: addresses that are remembered; a letter has a dozen. */
#define LIMIT_LINK_MEMO		64

/* wrapper: gateways nest two or three deep in practice. */
#define LIMIT_WRAPPER_LAYERS	5
/* A redirect may hold several addresses, and each of them more: so many are
 * looked at for one link. */
#define LIMIT_WRAPPER_ADDRESSES	16

/* repair: escaped by a page, its editor and a mailer, seen in the wild; more is
 * a game. */
#define LIMIT_REPAIR_ROUNDS	4

/* link: one line of a message must hold it (RFC 5322 2.1.1: 998). */
#define LIMIT_LINK		900

/* names of resellers, which appear in commands, logs and headers. */
#define LIMIT_NAME		64

/* key_record: ours has some 130 bytes; the rest is for tags to come. */
#define LIMIT_KEY_RECORD	1024
/* Keys in one file: a programme has a handful, a collection of many some. */
#define LIMIT_KEY_RECORDS	1000

/* registry: why a link was revoked, which fits the words of a bounce. */
#define LIMIT_REASON		120
/* RFC 5321 4.5.3.1.3: a path is at most 256 octets with its brackets. */
#define LIMIT_ADDRESS		254

/* faults: what is wrong with one file; nobody reads further at once. */
#define LIMIT_FAULTS		(256 * 1024)

/* template: a page of words is 3 KiB; a book is a mistake. */
#define LIMIT_TEMPLATE		(64 * 1024)
/* The two paragraphs that may be edited or deleted (domain rule R2). */
#define LIMIT_OWN_PARAGRAPHS	2
/* Asking, the link, who may accept, what it gives, what stays: five. */
#define LIMIT_LOCKED_PARAGRAPHS	12
/* Own paragraphs of a letter in which a changed locked block is looked for;
 * an invitation has a dozen. */
#define LIMIT_LOCKED_BLOCKS	500
/* wording: a paragraph of a page; the longest of ours are 500 bytes. */
#define LIMIT_WORDING		2000
/* vars: bytes of one value; the longest company names are half of it. */
#define LIMIT_VALUE		240
/* letter: a web mail cuts HTML near 102 KB; ours is a tenth of this. */
#define LIMIT_LETTER		(256 * 1024)

/* image: a logo; every recipient gets it. */
#define LIMIT_IMAGE		(200 * 1024)
/* lint: findings that are kept; nobody reads further at once. */
#define LIMIT_LINT_FINDINGS	1000
/* Past this Gmail cuts a page off, with a reserve (102 KB). */
#define LIMIT_LINT_HTML		(90 * 1024)

/* csv: a spreadsheet of recipients has a dozen columns of short words. */
#define LIMIT_CSV_FIELDS	64
#define LIMIT_CSV_FIELD		4096

/* journal: the campaign's name is a file name. */
#define LIMIT_CAMPAIGN		100
#endif
