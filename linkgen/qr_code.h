#ifndef LS_LINKGEN_QR_CODE_H
#define LS_LINKGEN_QR_CODE_H

/*
 * A QR code (ISO/IEC 18004) of a text, byte for byte, by libqrencode, which
 * only qr_code.c knows; drawn as SVG here and as PNG in qr_png.c. The text
 * stands below in letters too: not everybody can scan, nobody should have to
 * trust what can't be read, and some gateways flag a code that stands alone.
 */

#include <stdbool.h>

#include "core/buf.h"
#include "core/err.h"

enum qr_level {		/* how much of it may be damaged */
	QR_LEVEL_L,	/* 7 % */
	QR_LEVEL_M,	/* 15 % */
	QR_LEVEL_Q,	/* 25 % */
	QR_LEVEL_H,	/* 30 % */
};

/* Light modules around the code; the standard asks for four. */
#define QR_QUIET 4

/* Pixels of one module, and what a printer and a screen can make use of. */
#define QR_SCALE_MIN 1
#define QR_SCALE_MAX 64

struct qr_code;

/* ERR_LIMIT: TEXT does not fit into the largest code at that level. Copies
 * TEXT. */
int qr_code_new(const char *text, enum qr_level level, struct qr_code **q_r,
	struct err *err) ERR_CHECKED;
void qr_code_free(struct qr_code **q);

/* Modules of one side, without the quiet zone; whether one is dark. */
int qr_code_side(const struct qr_code *q);
bool qr_code_dark(const struct qr_code *q, int x, int y);
const char *qr_code_text(const struct qr_code *q);

/* How many lines of N letters the text makes; its line I, borrowed. */
size_t qr_code_lines(const struct qr_code *q, size_t n);
struct span qr_code_line(const struct qr_code *q, size_t n, size_t i);

/* Appends a picture whose module has SCALE pixels. TITLE tells a reader who
 * does not see it what it is. Needs no font that is not there. */
void qr_code_svg(const struct qr_code *q, int scale, const char *title,
	struct buf *out);

#endif
