#ifndef LS_PORTAL_CODE_H
#define LS_PORTAL_CODE_H

/* The code that tells that an address is the visitor's, and its mail. */

#include "visit.h"

enum code_result {
	CODE_SENT,
	CODE_MANY,		/* too many were asked for */
};

/* A code for ADDRESS goes out by mail, soon. */
int code_send(struct visit *v, const char *address, const char *role,
	enum code_result *result_r, struct err *err) ERR_CHECKED;

#endif
