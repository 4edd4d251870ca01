#include "flight.h"

#include <time.h>

/* libmilter writes our answer to the socket as soon as the callback returns;
 * this is a thousand times what it needs. */
#define SETTLE_MS 500

long long
flight_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void
flight_init(struct flight *f)
{
	atomic_init(&f->n, 0);
	atomic_init(&f->deciding, 0);
	atomic_init(&f->judging, 0);
	atomic_init(&f->progress, 0);
	atomic_init(&f->answered, flight_now() - SETTLE_MS);
	atomic_init(&f->closed, false);
	atomic_init(&f->halted, false);
}

void
flight_begin(struct flight *f)
{
	atomic_fetch_add(&f->n, 1);
}

/* The time first: who sees no message must see when the last one ended. */
void
flight_end(struct flight *f)
{
	atomic_store(&f->answered, flight_now());
	atomic_fetch_sub(&f->n, 1);
}

bool
flight_decide(struct flight *f)
{
	atomic_fetch_add(&f->deciding, 1);
	if (!atomic_load(&f->halted))
		return true;
	atomic_fetch_sub(&f->deciding, 1);
	return false;
}

void
flight_decided(struct flight *f)
{
	atomic_store(&f->answered, flight_now());
	atomic_fetch_sub(&f->deciding, 1);
}

void
flight_judge(struct flight *f)
{
	if (atomic_fetch_add(&f->judging, 1) == 0)
		atomic_store(&f->progress, flight_now());
}

void
flight_judged(struct flight *f)
{
	atomic_store(&f->progress, flight_now());
	atomic_fetch_sub(&f->judging, 1);
}

void
flight_close(struct flight *f)
{
	atomic_store(&f->closed, true);
}

bool
flight_closed(const struct flight *f)
{
	return atomic_load(&f->closed);
}

void
flight_halt(struct flight *f)
{
	atomic_store(&f->halted, true);
}

static bool
settled(const struct flight *f)
{
	return flight_now() - atomic_load(&f->answered) >= SETTLE_MS;
}

bool
flight_landed(const struct flight *f)
{
	return atomic_load(&f->n) == 0 && settled(f);
}

bool
flight_decided_all(const struct flight *f)
{
	return atomic_load(&f->deciding) == 0 && settled(f);
}

/* A message that begins just now may look as old as the one before, for one
 * look; a watchdog has patience for many. */
bool
flight_stalled(const struct flight *f, unsigned long ms)
{
	return atomic_load(&f->judging) > 0 &&
		flight_now() - atomic_load(&f->progress) > (long long)ms;
}
