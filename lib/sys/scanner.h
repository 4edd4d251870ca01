#ifndef LS_SYS_SCANNER_H
#define LS_SYS_SCANNER_H

/* libconfuse's scanner is one for the process, and its callbacks have no
 * argument of ours: whoever reads a file with it holds this lock, and may keep
 * what the callbacks need in a static variable meanwhile. */

void scanner_lock(void);
void scanner_unlock(void);

#endif
