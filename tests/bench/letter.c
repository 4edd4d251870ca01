#include "letter.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

#define MEBIBYTE (1024 * 1024)

#define ORIGIN \
	"Return-Path", " <alice@contoso.example>", \
	"From", " Alice Archer <alice@contoso.example>", \
	"To", " Tom Turner <tom@townhall.example>", \
	"Cc", " Otto Oster <otto@townhall.example>", \
	"Date", " Sat, 21 Nov 2026 10:15:00 +0100", \
	"Message-ID", " <20261121101500.4711@contoso.example>", \
	"In-Reply-To", " <a8c2f1@townhall.example>", \
	"References", " <77ab01@contoso.example>\n <a8c2f1@townhall.example>", \
	"User-Agent", " Mail 115.3", \
	"Content-Language", " en-GB", \
	"MIME-Version", " 1.0"

static const char *const ordinary_fields[] = {
	ORIGIN, "Subject", " Re: Your questions on last week's offer",
	"Content-Type", " multipart/alternative;\n boundary=\"b1_letter\"",
	NULL,
};

static const char *const mixed_fields[] = {
	ORIGIN, "Subject", " The plans, as promised",
	"Content-Type", " multipart/mixed; boundary=\"b0_mixed\"", NULL,
};

static const char *const invitation_fields[] = {
	ORIGIN, "Subject", " Contoso asks for a reseller relationship",
	"Linkseal-Invitation", " 1",
	"Content-Type", " multipart/alternative;\n boundary=\"b1_letter\"",
	NULL,
};

static const char text_part[] =
	"--b1_letter\r\n"
	"Content-Type: text/plain; charset=UTF-8\r\n"
	"Content-Transfer-Encoding: 8bit\r\n\r\n";

static const char html_part[] =
	"\r\n--b1_letter\r\n"
	"Content-Type: text/html; charset=UTF-8\r\n"
	"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
	"<!DOCTYPE html>\r\n<html>\r\n<head>\r\n<meta http-equiv=3D\"Content-"
	"Type\" content=3D\"text/html; charset=3DUTF-8\">\r\n</head>\r\n"
	"<body text=3D\"#000000\" bgcolor=3D\"#FFFFFF\">\r\n";

static const char html_end[] =
	"</body>\r\n</html>\r\n\r\n--b1_letter--\r\n";

static const char text_paragraph[] =
	"thank you for the list of questions. Below you find our answers; where"
	"\r\nwe could not give a date, the colleagues from planning will do so "
	"by\r\nFriday. The caf\xc3\xa9 on the ground floor stays as drawn.\r\n"
	"\r\n";

static const char html_paragraph[] =
	"<p>thank you for the <b>list of questions</b>. Below you find our ans"
	"wers; =\r\nwhere we could not give a date, the colleagues from "
	"planning will do so by =\r\n<i>Friday</i>. The caf=C3=A9 on the "
	"ground floor stays as drawn.</p>\r\n";

static const char text_signature[] =
	"-- \r\nAlice Archer, Contoso Ltd, Sales\r\nhttps://www.contoso.example"
	"/contact\r\nTel. +44 20 7946 0000 | https://contoso.example/terms"
	"\r\n";

static const char html_signature[] =
	"<div>-- <br>\r\nAlice Archer, Contoso Ltd, Sales<br>\r\n<a href=3D\""
	"https://www.contoso.example/contact\">www.contoso.example</a><br>\r\n"
	"Tel. +44 20 7946 0000 | <a href=3D\"https://contoso.example/terms\">"
	"Terms</a></div>\r\n";

static const char attached[] =
	"\r\n--b0_mixed\r\n"
	"Content-Type: application/pdf; name=\"plans.pdf\"\r\n"
	"Content-Disposition: attachment; filename=\"plans.pdf\"\r\n"
	"Content-Transfer-Encoding: base64\r\n\r\n";

static const char reference[] = "000000000";

struct out {
	char *p;
	size_t n, size;
	struct letter *letter;
};

static void
put_bytes(struct out *o, const char *s, size_t n)
{
	if (o->n + n > o->size) {
		o->size = (o->n + n) * 2;
		o->p = realloc(o->p, o->size);
		bench_need(o->p != NULL, "no memory");
	}
	memcpy(o->p + o->n, s, n);
	o->n += n;
}

static void
put(struct out *o, const char *s)
{
	put_bytes(o, s, strlen(s));
}

/* Its place, at which another number will stand in each mail. */
static void
put_reference(struct out *o)
{
	struct letter *l = o->letter;

	bench_need(l->n_places < LETTER_PLACES, "too many numbers");
	l->places[l->n_places++] = o->n;
	put(o, reference);
}

/* Both forms of the letter, each of about SIZE bytes. */
static void
put_alternative(struct out *o, size_t size)
{
	size_t end;

	put(o, text_part);
	put(o, "Dear Tom,\r\n\r\nyour reference ");
	put_reference(o);
	put(o, "\r\n\r\n");
	for (end = o->n + size; o->n < end; )
		put(o, text_paragraph);
	put(o, text_signature);
	put(o, html_part);
	put(o, "<p>Dear Tom,</p>\r\n<p>your reference ");
	put_reference(o);
	put(o, "</p>\r\n");
	for (end = o->n + size; o->n < end; )
		put(o, html_paragraph);
	put(o, html_signature);
	put(o, html_end);
}

/* Base64 of bytes that do not repeat, in lines of 76. */
static void
put_base64(struct out *o, size_t size)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
		"abcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned long state = 4711;
	char line[78];

	for (size_t end = o->n + size; o->n < end; ) {
		for (int i = 0; i < 76; i++) {
			state = state * 6364136223846793005UL + 1442695;
			line[i] = digits[state >> 58];
		}
		line[76] = '\r';
		line[77] = '\n';
		put_bytes(o, line, sizeof line);
	}
}

static void
put_mixed(struct out *o, size_t letter, size_t attachment)
{
	put(o, "--b0_mixed\r\nContent-Type: multipart/alternative;"
		" boundary=\"b1_letter\"\r\n\r\n");
	put_alternative(o, letter);
	put(o, attached);
	put_base64(o, attachment);
	put(o, "\r\n--b0_mixed--\r\n");
}

struct letter *
letter_new(const char *name)
{
	struct letter *l = calloc(1, sizeof *l);
	struct out o = { .letter = l };

	bench_need(l != NULL, "no memory");
	l->fields = mixed_fields;
	if (strcmp(name, "ordinary") == 0) {
		l->fields = ordinary_fields;
		put_alternative(&o, 2048);
	} else if (strcmp(name, "invitation") == 0) {
		l->fields = invitation_fields;
		put_alternative(&o, 12 * 1024);
	} else if (strcmp(name, "attachment") == 0) {
		put_mixed(&o, 2048, 2 * MEBIBYTE);
	} else if (strcmp(name, "large") == 0) {
		put_mixed(&o, 1024, 10 * MEBIBYTE);
	} else {
		letter_free(l);
		return NULL;
	}
	l->body = o.p;
	l->n = o.n;
	return l;
}

void
letter_number(const struct letter *l, char *p, size_t n, unsigned long number)
{
	char digits[LETTER_DIGITS + 1];

	snprintf(digits, sizeof digits, "%0*lu", LETTER_DIGITS,
		number % 1000000000UL);
	for (size_t i = 0; i < l->n_places; i++)
		if (l->places[i] + LETTER_DIGITS <= n)
			memcpy(p + l->places[i], digits, LETTER_DIGITS);
}

void
letter_free(struct letter *l)
{
	free(l->body);
	free(l);
}
