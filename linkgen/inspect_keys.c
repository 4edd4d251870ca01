#include "inspect_keys.h"

#include <stdio.h>

#include "core/vouch.h"
#include "report.h"
#include "sys/dns.h"
#include "sys/key_file.h"

/* What the DNS has under one name. */
struct answer {
	struct key_records *keys;
	const struct vouch *v;
	struct err bad;		/* the first that can't be read */
};

/* Other TXT records may stand there too. */
static void
take_record(void *ctx, struct span text)
{
	struct answer *a = ctx;
	struct key_record k;

	if (key_record_read(text, &k, &a->bad) != 0 ||
	    k.key.id != a->v->facts.key_id)
		return;
	/* The old record may still stand beside the one that revokes it. */
	if (a->keys->n > 0 && k.key.state != TOKEN_KEY_REVOKED)
		return;
	if (a->keys->n == 0)
		a->keys->list = buf_alloc(sizeof k);
	a->keys->list[0] = k;
	a->keys->n = 1;
}

/* That there is no record is an answer; that there is no answer is not. */
static int
ask_dns(const struct vouch *v, const char *resolver, struct key_records *k,
	struct err *err)
{
	struct answer a = { .keys = k, .v = v, .bad.kind = ERR_NONE };
	struct err why = { .kind = ERR_NONE };
	struct buf name;
	int rc;

	*k = (struct key_records){ .n = 0 };
	buf_init(&name, 1024);
	key_record_name(v->facts.key_id, v->host, &name);
	rc = dns_txt(buf_str(&name), resolver, take_record, &a, &why);
	if (rc != 0 && (why.kind == ERR_NOT_FOUND || why.kind == ERR_DATA))
		rc = 0;
	else if (rc != 0)
		*err = why;
	else if (k->n == 0 && a.bad.kind != ERR_NONE)
		rc = err_set(err, ERR_DATA, "the TXT record %s is no public "
			"key: %s", buf_str(&name), a.bad.text);
	buf_deinit(&name);
	return rc;
}

static void
say(const struct vouch *v, struct buf *out)
{
	switch (v->state) {
	case LINK_INTACT:
		buf_printf(out, "%s signed this link, and it is exactly as it "
			"was issued. Whether %s is who you deal with is for "
			"you to know.", v->host, v->host);
		break;
	case LINK_ALTERED:
		buf_printf(out, "This link of %s is genuine, but something "
			"was put around or behind it. The right one is named "
			"above.", v->host);
		break;
	case LINK_IMITATION:
		buf_printf(out, "It bears the name of %s, whose key did not "
			"sign it. Do not use it; ask whoever sent it for the "
			"right one.", v->host);
		break;
	case LINK_FOREIGN:
		buf_add_str(out, "Nothing proves whose link this is.");
		break;
	case LINK_UNRELATED:
		buf_add_str(out, "This is no signed link of a reseller "
			"programme.");
		break;
	}
}

static int
tell(const char *url, const struct vouch *v, const char *keys, bool json,
	struct err *err)
{
	bool genuine = v->state == LINK_INTACT || v->state == LINK_ALTERED;
	struct report r = { .url = url, .how = v->how, .gateway = v->gateway,
		.state = v->revoked ? "revoked" : link_state_text(v->state),
		.vouch = v->found ? v : NULL, .keys = v->known ? keys : NULL,
		.key_state = v->known ? key_record_state(v->key_state) : NULL,
	};
	struct buf words, link;
	int rc;

	buf_init(&words, LIMIT_URL);
	buf_init(&link, 2 * LIMIT_URL);
	say(v, &words);
	r.words = buf_str(&words);
	if (genuine) {
		buf_printf(&link, "https://%s%s%s", v->host, v->prefix,
			v->token);
		r.link = buf_str(&link);
	}
	rc = report_print(&r, json, err);
	buf_deinit(&words);
	buf_deinit(&link);
	if (rc != 0)
		return -1;
	return v->state == LINK_INTACT ? 0 : 1;
}

int
inspect_keys(const char *url, const char *file, const char *resolver,
	bool json, struct err *err)
{
	struct key_records keys = { .n = 0 };
	struct vouch v;
	int rc = 0;

	vouch_find(span_str(url), &v);
	if (file)
		rc = key_file_read(file, &keys, err);
	else if (v.found)
		rc = ask_dns(&v, resolver, &keys, err);
	if (rc == 0) {
		vouch_judge(&v, &keys);
		rc = tell(url, &v, file ? file : "the DNS", json, err);
	}
	key_records_deinit(&keys);
	vouch_deinit(&v);
	return rc;
}
