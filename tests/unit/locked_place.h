#ifndef LS_TESTS_UNIT_LOCKED_PLACE_H
#define LS_TESTS_UNIT_LOCKED_PLACE_H

/* A mail of locked_world.h beside the blocks, which nobody looked for in it
 * yet. For each test anew. */

#include "core/locked_body.h"
#include "locked_world.h"

static struct locked_world l;
static struct locked_block *blocks;	/* German, English */
static struct locked_body lb;

static inline void
place_set_up(void)
{
	locked_world_init(&l);
	l.w.facts.locked = NULL;	/* look ourselves */
	blocks = locked_world_blocks(l.texts, "Contoso Ltd");
}

static inline void
place_tear_down(void)
{
	locked_body_deinit(&lb);
	locked_blocks_free(&blocks, 2);
	locked_world_deinit(&l);
}

/* lb is MAIL's body from here on. */
static inline void
place_look(const char *mail)
{
	struct findings *findings = locked_world_find(&l, mail);

	locked_body_deinit(&lb);
	locked_body_init(&lb, findings, &findings->bodies[0]);
}

#endif
