#ifndef LS_SMTP_CORK_H
#define LS_SMTP_CORK_H

/*
 * Few and large segments for libesmtp, which writes 2 KiB at a time, sets no
 * option of its socket and does not tell it: this program's own connect(2) and
 * poll(2), which the dynamic linker puts before the C library's, see it pass
 * by. Both do what the C library does, but for a thread that heeds a halt (see
 * halt.h).
 *
 * All is about the connection that the calling thread made last.
 */

/* Sends what is written at once (TCP_NODELAY): not at once, it waits 40 ms for
 * the receipt of what went before. */
void cork_out(void);

/* Keeps what is written until the thread waits for the answer (TCP_CORK, with
 * the kernel's limit of 200 ms): a mail is one segment and not five. Does
 * nothing when no poll(2) was seen on this connection yet: the next might not
 * be seen either. */
void cork_in(void);

#endif
