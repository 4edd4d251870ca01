#ifndef LS_LINKGEN_QR_PNG_H
#define LS_LINKGEN_QR_PNG_H

/* A QR code and its text as PNG, by libgd, which only qr_png.c knows: it
 * brings the letters along, so that no font need be installed. */

#include "qr_code.h"

/* Appends the picture, black on white, SCALE pixels a module. What does not
 * fit OUT is seen by buf_ok. */
void qr_png_add(const struct qr_code *q, int scale, struct buf *out);

#endif
