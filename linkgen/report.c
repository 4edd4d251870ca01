#include "report.h"

#include <stdio.h>
#include <string.h>

#include "core/damage.h"
#include "layers.h"
#include "sys/json.h"

/* Of a terminal; words are broken at blanks before it. */
#define COLUMNS 79

static void
print_signature(const struct report *r)
{
	const struct vouch *v = r->vouch;

	printf("signed for %s\nkey        %08x (%s%s%s)\nserial     %u\n",
		v->host, v->facts.key_id,
		r->key_state ? r->key_state : "not known",
		r->keys ? ", of " : "", r->keys ? r->keys : "",
		v->facts.serial);
}

static void
print_layers(const char *url)
{
	char inner[LIMIT_URL + 1];
	struct layers l;
	size_t i;

	layers_open(url, &l);
	for (i = 0; i < l.n; i++)
		printf("inside     %s (%s%s)\n", damage_quote(
			span_str(l.list[i].url), inner, sizeof inner),
			l.list[i].gateway ? "put there by " : "behind ",
			l.list[i].by ? l.list[i].by : "another address");
	layers_deinit(&l);
}

static void
print_paragraph(const char *words)
{
	size_t n, column = 0;

	for (; *words; words += n + strspn(words + n, " ")) {
		n = strcspn(words, " ");
		if (column > 0 && column + 1 + n > COLUMNS) {
			putchar('\n');
			column = 0;
		}
		column += (size_t)printf("%s%.*s", column ? " " : "", (int)n,
			words);
	}
	putchar('\n');
}

static void
print_words(const struct report *r)
{
	printf("%s%s%s\n", r->state, r->how && *r->how ? ": " : "",
		r->how ? r->how : "");
	if (r->name)
		printf("reseller   %s%s%s%s\n", r->name,
			r->display ? " (" : "", r->display ? r->display : "",
			r->display ? ")" : "");
	if (r->link)
		printf("link       %s\n", r->link);
	if (r->lapses)
		printf("%s     %.10s\n", r->lapsed ? "lapsed" : "lapses",
			r->lapses);
	if (r->provider)
		printf("provider   %s (%s)\n", r->provider->name,
			r->provider->title);
	print_layers(r->url);
	if (r->vouch)
		print_signature(r);
	putchar('\n');
	print_paragraph(r->words);
}

static void
put_layers(struct json *j, const char *url)
{
	struct layers l;
	size_t i;

	layers_open(url, &l);
	json_open_array(j, "inside");
	for (i = 0; i < l.n; i++) {
		json_open_object(j, NULL);
		json_put_text(j, "by", l.list[i].by);
		json_put_bool(j, "gateway", l.list[i].gateway);
		json_put_text(j, "url", l.list[i].url);
		json_close(j);
	}
	json_close(j);
	layers_deinit(&l);
}

static void
put_signature(struct json *j, const struct report *r)
{
	const struct vouch *v = r->vouch;
	char id[9];

	if (v == NULL) {
		json_put_null(j, "signature");
		return;
	}
	snprintf(id, sizeof id, "%08x", v->facts.key_id);
	json_open_object(j, "signature");
	json_put_text(j, "host", v->host);
	json_put_text(j, "url", v->address);
	json_put_text(j, "key", id);
	json_put_text(j, "key_state", r->key_state);
	json_put_text(j, "keys", r->keys);
	json_put_number(j, "serial", v->facts.serial);
	json_close(j);
}

static void
put_reseller(struct json *j, const struct report *r)
{
	if (r->name == NULL) {
		json_put_null(j, "reseller");
		return;
	}
	json_open_object(j, "reseller");
	json_put_text(j, "name", r->name);
	json_put_text(j, "display", r->display);
	json_close(j);
}

static void
put_report(struct json *j, const struct report *r)
{
	json_open_object(j, NULL);
	json_put_text(j, "url", r->url);
	json_put_text(j, "state", r->state);
	json_put_text(j, "how", r->how && *r->how ? r->how : NULL);
	json_put_text(j, "words", r->words);
	put_reseller(j, r);
	json_put_text(j, "link", r->link);
	json_put_text(j, "lapses", r->lapses);
	json_put_bool(j, "lapsed", r->lapsed);
	json_put_text(j, "provider", r->provider ? r->provider->name : NULL);
	json_put_text(j, "gateway", r->gateway);
	put_layers(j, r->url);
	put_signature(j, r);
	json_close(j);
}

int
report_print(const struct report *r, bool json, struct err *err)
{
	struct json *j;
	int rc;

	if (!json) {
		print_words(r);
		return 0;
	}
	j = json_new();
	put_report(j, r);
	rc = json_print(j, JSON_PRETTY, stdout, err);
	json_free(&j);
	return rc;
}
