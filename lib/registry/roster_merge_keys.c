#include "registry/roster_merge_keys.h"

#include <string.h>

#include "core/key_record.h"
#include "registry/roster_put.h"
#include "registry/store.h"

static int
change_key(struct merging *m, const struct roster_key *have,
	const struct roster_key *want, struct err *err)
{
	const struct token_key *a = &have->row.key, *b = &want->row.key;
	struct registry_key k = want->row;
	char now[STORE_TIME];

	if (memcmp(a->public, b->public, TOKEN_PUBLIC) != 0) {
		merging_fault(m, &want->at, "the registry has another public "
			"key of that id");
		return 0;
	}
	if (b->state < a->state)
		merging_fault(m, &want->at, "this key is %s, and goes no way "
			"back to %s", key_record_state(a->state),
			key_record_state(b->state));
	if (b->state <= a->state)
		return 0;
	merging_tell(m, NULL, "~ key %08x: %s -> %s", a->id,
		key_record_state(a->state), key_record_state(b->state));
	m->counts->keys.changed++;
	store_now(now);
	if (b->state == TOKEN_KEY_REVOKED && k.revoked == NULL)
		k.revoked = now;
	return roster_put_key(m->r, &k, true, err);
}

static const struct roster_key *
find_key(const struct roster *r, uint32_t id)
{
	const struct roster_key *list;
	size_t i, n;

	list = roster_keys(r, &n);
	for (i = 0; i < n; i++)
		if (list[i].row.key.id == id)
			return &list[i];
	return NULL;
}

/* A key that was active verifies on when the roster has another. */
static int
retire_active(struct merging *m, const struct roster_key *new,
	struct err *err)
{
	const struct roster_key *list;
	struct registry_key k;
	size_t i, n;

	list = roster_keys(m->have, &n);
	for (i = 0; i < n; i++) {
		if (list[i].row.key.state != TOKEN_KEY_ACTIVE ||
		    list[i].row.key.id == new->row.key.id ||
		    find_key(m->want, list[i].row.key.id))
			continue;
		k = list[i].row;
		k.key.state = TOKEN_KEY_VERIFY;
		merging_tell(m, NULL, "~ key %08x: active -> verify", k.key.id);
		m->counts->keys.changed++;
		return roster_put_key(m->r, &k, true, err);
	}
	return 0;
}

static int
merge_key(struct merging *m, const struct roster_key *want, struct err *err)
{
	const struct roster_key *have = find_key(m->have, want->row.key.id);

	if (have)
		return change_key(m, have, want, err);
	if (want->row.key.state == TOKEN_KEY_ACTIVE &&
	    retire_active(m, want, err) != 0)
		return -1;
	merging_tell(m, NULL, "+ key %08x (%s)", want->row.key.id,
		key_record_state(want->row.key.state));
	m->counts->keys.added++;
	return roster_put_key(m->r, &want->row, false, err);
}

/* New active ones last, when the old one is no longer active. */
int
merge_keys(struct merging *m, struct err *err)
{
	const struct roster_key *list;
	size_t i, n;
	int pass;

	list = roster_keys(m->want, &n);
	for (pass = 0; pass < 2; pass++)
		for (i = 0; i < n; i++) {
			bool late = list[i].row.key.state == TOKEN_KEY_ACTIVE;

			if (late == (pass == 1) &&
			    merge_key(m, &list[i], err) != 0)
				return -1;
		}
	return 0;
}

static void
tell_taken_back(void *ctx, const char *reseller, const char *url)
{
	struct merging *m = ctx;

	merging_tell(m, reseller, "~ link %s: revoked with its key %s",
		reseller, url);
	m->counts->links.changed++;
}

int
merge_signed(struct merging *m, struct err *err)
{
	const struct roster_key *list, *have;
	size_t i, n;

	list = roster_keys(m->want, &n);
	for (i = 0; i < n; i++) {
		have = find_key(m->have, list[i].row.key.id);
		if (list[i].row.key.state != TOKEN_KEY_REVOKED ||
		    (have && have->row.key.state == TOKEN_KEY_REVOKED))
			continue;
		if (registry_link_revoke_signed(m->r, list[i].row.key.id,
		    tell_taken_back, m, err) != 0)
			return -1;
	}
	return 0;
}
