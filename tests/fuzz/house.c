#include "house.h"

#include <sodium.h>
#include <string.h>

#include "core/limits.h"
#include "fuzz.h"
#include "sys/locked_files.h"
#include "sys/provider_file.h"

#define CONTOSO_ID "3b33e682-00c3-41ee-9dd2-a548adf56438"
#define FABRIKAM_ID "7260758d-876b-4da1-b8aa-ae70122d886a"
#define LINK(id) "https://admin.microsoft.com/Adminportal/Home" \
	"?invType=ResellerRelationship&partnerId=" id \
	"&msppId=0&DAP=true#/BillingAccounts/partner-invitation"
#define EARLIER "https://portal.office.com/partner/partnersignup.aspx" \
	"?type=ResellerRelationship&id=" CONTOSO_ID "&csp=1&msppid=0"

/* The key of tests/lib/fixed_key, so that links in the cases are genuine. */
#define KEY_ID 0x7632d64f
#define SEED "8fabf24e2ba6939e532d48fa4af3a950cc16aad10bb561510b606e02e7365308"

enum { CONTOSO, FABRIKAM, PROGRAMME, RESELLERS };

static struct providers providers;
static struct house_key key;
static struct token_key public_key = { .id = KEY_ID };
static struct reseller resellers[RESELLERS];
static struct settings settings;
static struct facts facts;

static void
load_providers(void)
{
	static const char *const dirs[] = { TOP_SRCDIR "/providers" };
	struct err err = { 0 };

	promise(providers_load(dirs, 1, HOUSE_OWN_HOST, &providers, &err) == 0,
		err.text);
}

static struct locked_texts *
load_locked(void)
{
	struct locked_texts *locked = NULL;
	struct err err = { 0 };

	promise(locked_files_read(TOP_SRCDIR "/templates", &locked, &err) == 0,
		err.text);
	return locked;
}

static void
make_key(void)
{
	unsigned char seed[crypto_sign_SEEDBYTES];

	sodium_hex2bin(seed, sizeof seed, SEED, strlen(SEED), NULL, NULL,
		NULL);
	crypto_sign_seed_keypair(public_key.public, key.secret, seed);
	key.keys = (struct token_keys){ &public_key, 1 };
	promise(provider_token_place(providers_find(&providers, "own"),
		&key.host, &key.prefix), "own links have a place");
}

static const char *
own_link(const char *account)
{
	struct token t = { .key_id = public_key.id, .serial = 1 };
	struct buf link;

	token_account(account, t.account);
	buf_init(&link, LIMIT_LINK);
	token_issue(&t, key.host, key.prefix, key.secret, &link);
	return buf_take(&link);
}

static struct reseller
reseller(const char *name, const char *display, const char *provider,
	const char *account, const char *link)
{
	return (struct reseller){
		.name = name, .display = display, .account = account,
		.provider = providers_find(&providers, provider),
		.locale = "en", .link = link, .settings = &settings,
	};
}

static void
prepare(void)
{
	static const char *const earlier[] = { EARLIER };

	if (facts.n_providers)
		return;
	load_providers();
	make_key();
	resellers[CONTOSO] = reseller("contoso", "Contoso Ltd",
		"partner-center", CONTOSO_ID, LINK(CONTOSO_ID));
	resellers[CONTOSO].earlier = earlier;
	resellers[CONTOSO].n_earlier = 1;
	resellers[FABRIKAM] = reseller("fabrikam", "Fabrikam Inc",
		"partner-center", FABRIKAM_ID, LINK(FABRIKAM_ID));
	resellers[PROGRAMME] = reseller("fabrikam-programme",
		"Fabrikam Partner Programme", "own", "fabrikam-main",
		own_link("fabrikam-main"));
	facts.providers = (const struct provider *const *)providers.list;
	facts.n_providers = providers.n;
	facts.keys = &key.keys;
	facts.locked = load_locked();
	facts.settings = &settings;
}

/* Each setting that may leave a message as it is, by itself. */
static void
choose_settings(unsigned which)
{
	settings = settings_default;
	settings.pretend = which == 1;
	settings.judge_quoted = which == 2;
	if (which == 3)
		settings.on_altered = ACTION_ALLOW;
	if (which == 4)
		settings.on_missing = ACTION_ALLOW;
	if (which == 5)
		settings.on_uneditable = ACTION_ALLOW;
	if (which == 6)
		settings.on_foreign = settings.on_imitation = ACTION_ALLOW;
	if (which == 7)
		settings.on_locked_text = ACTION_ALLOW;
}

const struct facts *
house_facts(unsigned kind)
{
	static const struct reseller *const all[] = { &resellers[CONTOSO],
		&resellers[FABRIKAM], &resellers[PROGRAMME] };
	static const struct {
		size_t first, n;
	} senders[] = { { CONTOSO, 1 }, { CONTOSO, 2 }, { PROGRAMME, 1 },
		{ CONTOSO, RESELLERS } };

	prepare();
	choose_settings(kind / 4 % 8);
	facts.resellers = all + senders[kind % 4].first;
	facts.n_resellers = senders[kind % 4].n;
	return &facts;
}

const struct house_key *
house_key(void)
{
	prepare();
	return &key;
}

/* Takes what B holds. */
static struct message *
parse(struct buf *b)
{
	struct message *m = NULL;
	struct err err = { 0 };

	if (message_parse(b, &m, &err) != 0)
		promise(err.kind == ERR_LIMIT, err.text);
	buf_deinit(b);
	return m;
}

struct message *
house_message(struct span bytes)
{
	struct buf b;

	buf_init(&b, bytes.n);
	buf_add(&b, bytes);
	return parse(&b);
}

struct message *
house_body(struct span body)
{
	struct buf b;

	buf_init(&b, body.n + 1);
	buf_add_byte(&b, '\n');
	buf_add(&b, body);
	return parse(&b);
}

struct message *
house_edited(const struct message *m, const struct edits *edits)
{
	struct err err = { 0 };
	struct buf b;

	buf_init(&b, SIZE_MAX / 2);
	promise(edits_apply(edits, m, &b, &err) == 0, err.text);
	return parse(&b);
}
