#ifndef LS_TESTS_UNIT_MAIL_H
#define LS_TESTS_UNIT_MAIL_H

/*
 * Facts of a sender and messages of theirs, for tests of what reads mail.
 * The resellers are those that all tests share.
 */

#include <string.h>

#include "core/buf.h"
#include "core/facts.h"
#include "core/find.h"
#include "links.h"

#define CONTOSO_LINK U4
#define FABRIKAM_LINK ADMIN RESELLER FABRIKAM_ID "&msppId=0&DAP=true" OLD_PAGE
#define MARK "Linkseal-Invitation: yes\r\n"

struct world {
	struct providers providers;
	struct settings settings;
	struct reseller contoso, fabrikam;
	const struct reseller *resellers[2];
	struct facts facts;
};

static const char *const contoso_earlier[] = { U1 };

/* A sender of the first N of Contoso and Fabrikam. */
static inline void
world_init(struct world *w, size_t n)
{
	const struct provider *p;

	*w = (struct world){ .settings = settings_default };
	w->providers = shipped_profiles(OWN_HOST);
	p = providers_find(&w->providers, "partner-center");
	w->contoso = (struct reseller){
		.name = "contoso", .display = "Contoso Ltd", .provider = p,
		.account = CONTOSO_ID, .locale = "en", .link = CONTOSO_LINK,
		.earlier = contoso_earlier, .n_earlier = 1,
		.settings = &w->settings,
	};
	w->fabrikam = w->contoso;
	w->fabrikam.name = "fabrikam";
	w->fabrikam.account = FABRIKAM_ID;
	w->fabrikam.link = FABRIKAM_LINK;
	w->fabrikam.n_earlier = 0;
	w->resellers[0] = &w->contoso;
	w->resellers[1] = &w->fabrikam;
	w->facts = (struct facts){
		.resellers = w->resellers, .n_resellers = n,
		.providers =
			(const struct provider *const *)w->providers.list,
		.n_providers = w->providers.n,
		.settings = &w->settings,
	};
}

static inline void
world_deinit(struct world *w)
{
	providers_deinit(&w->providers);
}

static inline struct message *
mail_parse(const char *text)
{
	struct message *m;
	struct err err = { 0 };
	struct buf b;

	buf_init(&b, 1 << 24);
	buf_add_str(&b, text);
	ck_assert_msg(message_parse(&b, &m, &err) == 0, "%s", err.text);
	buf_deinit(&b);
	return m;
}

static inline struct findings *
mail_find(const struct message *m, const struct world *w)
{
	struct findings *findings;
	struct err err = { 0 };

	ck_assert_msg(find_all(m, &w->facts, &findings, &err) == 0, "%s",
		err.text);
	return findings;
}

/* What findings_print says of the message, in a buffer of the test's. */
static inline const char *
mail_findings(const char *text, const struct world *w, struct buf *out)
{
	struct message *m = mail_parse(text);
	struct findings *findings = mail_find(m, w);

	buf_init(out, 1 << 20);
	findings_print(findings, out);
	findings_free(&findings);
	message_free(&m);
	return buf_str(out);
}

#define FROM "From: alice@contoso.example\r\n"
#define PLAIN FROM "MIME-Version: 1.0\r\n" \
	"Content-Type: text/plain; charset=utf-8\r\n" \
	"Content-Transfer-Encoding: 8bit\r\n"
#define HTML FROM "MIME-Version: 1.0\r\n" \
	"Content-Type: text/html; charset=utf-8\r\n" \
	"Content-Transfer-Encoding: 8bit\r\n"
/* Both, with the texts given. */
#define TWO_PARTS(more, plain, html) FROM more "MIME-Version: 1.0\r\n" \
	"Content-Type: multipart/alternative; boundary=b\r\n\r\n" \
	"--b\r\nContent-Type: text/plain; charset=utf-8\r\n" \
	"Content-Transfer-Encoding: 8bit\r\n\r\n" plain \
	"\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n" \
	"Content-Transfer-Encoding: 8bit\r\n\r\n" html "\r\n--b--\r\n"

#endif
