#ifndef LS_TESTS_UNIT_LOCKED_WORLD_H
#define LS_TESTS_UNIT_LOCKED_WORLD_H

/*
 * A strict reseller with short locked blocks in two languages, and its mail.
 */

#include "core/locked.h"
#include "mail.h"

#define ONE "To accept Contoso Ltd as your reseller, open the link below."
#define TWO "Only a Global administrator of your organization can accept."
#define THREE "Accepting changes nothing in your existing subscriptions."
#define EINS "Bitte \xC3\xB6" "ffnen Sie den Link, um Contoso Ltd anzunehmen."
#define ZWEI "Nur ein globaler Administrator kann die Einladung annehmen."
#define BUTTON "Accept the invitation"
#define COPY "Or copy this address:"
#define GAP "\r\n\r\n"
#define WHOLE ONE GAP CONTOSO_LINK GAP TWO GAP THREE "\r\n"

static inline void
locked_world_add(struct locked_texts *t, const char *locale, const char *text)
{
	struct template *template;
	struct faults p;

	faults_init(&p);
	template = template_parse(TEMPLATE_LOCKED, "test.md", span_str(text),
		&p);
	ck_assert_msg(template != NULL, "%s", buf_str(&p.text));
	faults_deinit(&p);
	locked_texts_add(t, locale, template);
}

static inline struct locked_texts *
locked_world_texts(void)
{
	struct locked_texts *t = locked_texts_new();

	locked_world_add(t, "de", "---\nbutton: Annehmen\ncopy: Adresse:\n"
		"---\n\nBitte \xC3\xB6" "ffnen Sie den Link, um {{partner}} "
		"anzunehmen.\n\n{{link}}\n\n" ZWEI "\n");
	locked_world_add(t, "en", "---\nbutton: " BUTTON "\ncopy: " COPY
		"\n---\n\nTo accept {{partner}} as your reseller, open the "
		"link below.\n\n{{link}}\n\n" TWO "\n\n" THREE "\n");
	return t;
}

/* The blocks of T with PARTNER's name, German and English; the caller frees
 * them. */
static inline struct locked_block *
locked_world_blocks(const struct locked_texts *t, const char *partner)
{
	struct locked_block *blocks = NULL;
	struct err err = { 0 };

	ck_assert_msg(locked_blocks_make(t, partner, &blocks, &err) == 0,
		"%s", err.text);
	return blocks;
}

struct locked_world {
	struct world w;
	struct provider strict;
	struct locked_texts *texts;
	struct message *message;
	struct findings *findings;
};

static inline void
locked_world_init(struct locked_world *l)
{
	*l = (struct locked_world){ .texts = locked_world_texts() };
	world_init(&l->w, 1);
	l->strict = *l->w.contoso.provider;
	l->strict.rule = PROVIDER_STRICT;
	l->w.contoso.provider = &l->strict;
	l->w.facts.locked = l->texts;
}

static inline void
locked_world_forget(struct locked_world *l)
{
	findings_free(&l->findings);
	message_free(&l->message);
}

static inline void
locked_world_deinit(struct locked_world *l)
{
	locked_world_forget(l);
	locked_texts_free(&l->texts);
	world_deinit(&l->w);
}

static inline struct findings *
locked_world_find(struct locked_world *l, const char *mail)
{
	locked_world_forget(l);
	l->message = mail_parse(mail);
	l->findings = mail_find(l->message, &l->w);
	return l->findings;
}

#endif
