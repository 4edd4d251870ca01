#ifndef LS_SMTP_NODELAY_H
#define LS_SMTP_NODELAY_H

/* Sets TCP_NODELAY on every TCP connection of this process: for a library that
 * neither sets it nor tells its socket. */
void nodelay_set(void);

#endif
