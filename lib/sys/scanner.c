#include "sys/scanner.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

void
scanner_lock(void)
{
	pthread_mutex_lock(&lock);
}

void
scanner_unlock(void)
{
	pthread_mutex_unlock(&lock);
}
