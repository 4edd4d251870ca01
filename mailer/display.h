#ifndef LS_MAILER_DISPLAY_H
#define LS_MAILER_DISPLAY_H

/*
 * What a person, or a program, sees of a run while it goes on: a line for each
 * mail; on a terminal a bar with rate and time left instead, and lines for
 * those that were not accepted; or JSON, an object a line:
 *
 *	{"event":"begin","campaign":C,"recipients":N,"wanted":N}
 *	{"event":"mail","to":A,"state":S,"answer":T}
 *	{"event":"trouble","text":T,"milliseconds":N}	the connection was lost
 *	{"event":"wait","milliseconds":N}
 *	{"event":"stop","in_flight":N}			a signal came
 *	{"event":"end","campaign":C,"prepared":N,…,"stopped":B,"milliseconds":N}
 */

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "states.h"

struct display;

enum display_form {
	DISPLAY_LINES,
	DISPLAY_BAR,		/* on ERR; lines for trouble on OUT */
	DISPLAY_JSON,
};

/* CAMPAIGN is borrowed. */
struct display *display_new(enum display_form form, FILE *out, FILE *err,
	const char *campaign);
void display_free(struct display **d);

/* WANTED of RECIPIENTS are still to be sent to. */
void display_begin(struct display *d, size_t recipients, size_t wanted);

/* One has an answer. */
void display_mail(struct display *d, const char *to, enum state state,
	const char *text);

/* The connection was lost for what TEXT says; MS until the next. */
void display_trouble(struct display *d, const char *text, int64_t ms);

/* Nothing is sent for so long; said once for each wait. */
void display_wait(struct display *d, int64_t ms);

/* A signal came: nothing new is sent, and IN_FLIGHT mails end first. */
void display_stop(struct display *d, size_t in_flight);

/* To be called now and then: what was said is seen from then on, and the bar is
 * drawn, three times a second at most. */
void display_tick(struct display *d);

/* The bar goes. BY_STATE: of all recipients. */
void display_end(struct display *d, const size_t by_state[STATE_COUNT],
	bool stopped);

#endif
