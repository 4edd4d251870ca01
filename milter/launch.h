#ifndef LS_MILTER_LAUNCH_H
#define LS_MILTER_LAUNCH_H

/* The way into the background: the shell's command waits on a pipe until the
 * filter is ready. Knows nothing of systemd: sys/notify.h. */

struct launch {
	int pipe;		/* -1: nobody waits */
};

/* Once; closes the pipe. */
void launch_ready(struct launch *l);

/* Says nothing: the one who waits sees the end of the pipe. */
void launch_close(struct launch *l);

/* Standard streams lead nowhere from here on. */
void launch_leave_terminal(void);

#endif
