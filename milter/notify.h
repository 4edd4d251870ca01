#ifndef LS_MILTER_NOTIFY_H
#define LS_MILTER_NOTIFY_H

/* Tells whoever started us that the filter is ready: the shell's command that
 * waits on a pipe, and systemd. */

struct notify {
	int pipe;		/* -1: nobody waits */
};

/* Once; closes the pipe. systemd is told if it asked ($NOTIFY_SOCKET). */
void notify_ready(struct notify *n);

/* Says nothing: the one who waits sees the end of the pipe. */
void notify_close(struct notify *n);

/* Standard streams lead nowhere from here on. */
void notify_leave_terminal(void);

#endif
