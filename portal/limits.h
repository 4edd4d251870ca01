#ifndef LS_PORTAL_LIMITS_H
#define LS_PORTAL_LIMITS_H

/* Every limit on what a visitor controls, with its reason. Each is tested at
 * the number and at one more. */

/* A form of ours has some 300 bytes, and an address takes 254. */
#define PORTAL_BODY		8192
/* Of a larger form we still read so much, so that its sender sees the answer;
 * who sends more is cut off. */
#define PORTAL_FLOOD		(256 * 1024)
/* Fields of one form or query, and bytes of a decoded value: a link of 900
 * bytes is the longest. */
#define PORTAL_FIELDS		16
#define PORTAL_VALUE		1000
/* Request line and header of one request; cookies of a site's other programs
 * come along. */
#define PORTAL_HEADER		(16 * 1024)
/* What the HTTP library may take for one connection: the header, and room for
 * its own bookkeeping of each field in it. */
#define PORTAL_MEMORY		(3 * PORTAL_HEADER)
/* A page; a row of a list takes 1 KiB, and a customer may have thousands of
 * partners by service. */
#define PORTAL_PAGE		(4 * 1024 * 1024)
/* Open connections; a proxy in front keeps some hundred. */
#define PORTAL_CONNECTIONS	1000
/* Seconds without a byte after which a connection is closed. */
#define PORTAL_IDLE		20
/* Mails that wait for the mail server; more are not promised. */
#define PORTAL_MAILS		100

/* For one visitor (by address): a bucket of so many, refilled by so many a
 * minute. An office behind one address looks at pages together. */
#define PORTAL_GET_BURST	600
#define PORTAL_GET_MINUTE	1200
#define PORTAL_POST_BURST	30
#define PORTAL_POST_MINUTE	30
/* Events of a provider from one address: many customers may accept at a time,
 * and it tries ten times. */
#define PORTAL_HOOK_BURST	120
#define PORTAL_HOOK_MINUTE	120
/* Events that wait to be proven. */
#define PORTAL_HOOKS		100
/* Certificates that are fetched in a minute, and seconds for each: a stranger
 * may name any in the provider's own place. */
#define PORTAL_FETCHES		10
#define PORTAL_FETCH		10
/* Seconds that a stop takes beyond `drain`, at most: a certificate that is
 * being fetched, a registry that is locked, a mail that is given up. The unit
 * gives it as long (TimeoutStopSec). */
#define PORTAL_STOP		(PORTAL_FETCH + 15)

/* Codes that one visitor asks for, and that all do: mail is not free, and must
 * not be a nuisance. */
#define PORTAL_CODE_BURST	5
#define PORTAL_CODE_MINUTE	1
#define PORTAL_CODES_BURST	60
#define PORTAL_CODES_MINUTE	60

/* Customers of one list to be downloaded: a line takes 700 bytes, and all are
 * to fit in PORTAL_PAGE. */
#define PORTAL_LIST		5000
/* Rows of one page of customers, and of a history. */
#define PORTAL_ROWS		50
#define PORTAL_EVENTS		100

#endif
