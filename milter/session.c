#include "session.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "core/inbound_field.h"
#include "core/limits.h"
#include "invited.h"
#include "judge.h"
#include "receive.h"

/* Most headers are shorter. */
#define HEADER 4096

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
read_settings(struct session *s)
{
	struct config *c;
	struct snapshot *snapshot;

	world_take(s->world, &c, &snapshot);
	s->inbound = c->milter.inbound;
	s->record = c->milter.record && !s->inbound;
	snapshot_unref(&snapshot);
	config_unref(&c);
}

struct session *
session_new(struct world *world, struct flight *flight)
{
	struct session *s = buf_zalloc(sizeof *s);

	s->world = world;
	s->flight = flight;
	read_settings(s);
	s->client.ss_family = AF_UNSPEC;
	return s;
}

void
session_free(struct session **s)
{
	if (*s == NULL)
		return;
	session_end_mail(*s);
	free(*s);
	*s = NULL;
}

void
session_connect(struct session *s, const struct sockaddr *address)
{
	s->client.ss_family = AF_UNSPEC;
	if (address == NULL)
		return;
	if (address->sa_family == AF_INET)
		memcpy(&s->client, address, sizeof(struct sockaddr_in));
	else if (address->sa_family == AF_INET6)
		memcpy(&s->client, address, sizeof(struct sockaddr_in6));
}

char *
session_sender(const char *argument)
{
	struct span s = span_trim(span_str(argument));
	size_t end;

	if (s.n && s.p[0] == '<') {
		end = span_find_byte(s, 0, '>');
		s = span_sub(s, 1, end == SPAN_NONE ? s.n : end);
	}
	return buf_dup(span_trim(s));
}

static bool
trusted(const struct session *s, const struct config *c)
{
	for (size_t i = 0; i < c->milter.n_networks; i++)
		if (network_holds(&c->milter.trusted[i],
		    (const struct sockaddr *)&s->client))
			return true;
	return false;
}

static void
mail_free(struct mail *m)
{
	if (m == NULL)
		return;
	judgement_free(&m->judgement);
	message_free(&m->message);
	buf_deinit(&m->bytes);
	buf_deinit(&m->to);
	snapshot_unref(&m->snapshot);
	config_unref(&m->config);
	free(m->sender);
	free(m->login);
	free(m);
}

/* By what M is judged; false: by nothing, it is nobody's. */
static bool
learn(const struct session *s, struct mail *m)
{
	m->inbound = s->inbound;
	if (m->inbound) {
		receive_facts(m->config, m->snapshot, &m->in);
		m->facts = m->in.facts;
		return true;
	}
	snapshot_sender(m->snapshot, m->login, m->sender,
		trusted(s, m->config), &m->facts);
	return m->facts.n_resellers > 0;
}

static void
init_bytes(struct mail *m)
{
	size_t max = judge_max_message(&m->facts);

	buf_init(&m->bytes, max);
	buf_reserve(&m->bytes, max < HEADER ? max : HEADER);
}

bool
session_mail(struct session *s, const char *argument, const char *login)
{
	struct mail *m = buf_zalloc(sizeof *m);

	session_end_mail(s);
	m->began = now();
	m->sender = session_sender(argument);
	m->login = login && *login ? buf_strdup(login) : NULL;
	world_take(s->world, &m->config, &m->snapshot);
	if (!learn(s, m)) {
		mail_free(m);
		return false;
	}
	init_bytes(m);
	buf_init(&m->to, INVITED_DOMAINS_MAX);
	m->to_all = true;
	s->mail = m;
	flight_begin(s->flight);
	return true;
}

void
session_rcpt(struct session *s, const char *argument)
{
	if (s->mail && s->record && !invited_take(argument, &s->mail->to))
		s->mail->to_all = false;
}

/* Results that are forged in it must go: HEADER bytes of it were whole. */
static void
keep_header(struct mail *m, size_t header)
{
	struct buf kept;

	buf_init(&kept, header + LIMIT_HEADER_SIZE);
	buf_add(&kept, span_sub(buf_span(&m->bytes), 0, header));
	buf_deinit(&m->bytes);
	m->bytes = kept;
}

/* Of a header that is too large itself, no more is kept than counts. */
static void
keep_forged(struct mail *m, const char *name)
{
	if (m->inbound && strcasecmp(name, INBOUND_FIELD) == 0)
		buf_add_str(&m->bytes, INBOUND_FIELD ":\r\n");
}

/* What does not fit is not kept: the message is decided on by its size. HEADER
 * bytes of what there is belong to the header. */
static void
check_size(struct mail *m, size_t header)
{
	m->size = m->bytes.n;
	if (buf_ok(&m->bytes))
		return;
	m->oversize = true;
	if (m->inbound)
		keep_header(m, header);
	else
		buf_deinit(&m->bytes);
}

/* Line ends become CRLF, as they were. */
static void
add_value(struct buf *out, const char *value)
{
	const char *lf;

	while ((lf = strchr(value, '\n')) != NULL) {
		buf_add(out, (struct span){ (const unsigned char *)value,
			(size_t)(lf - value) });
		if (lf == value || lf[-1] != '\r')
			buf_add_byte(out, '\r');
		buf_add_byte(out, '\n');
		value = lf + 1;
	}
	buf_add_str(out, value);
}

static void
add_field(struct mail *m, const char *name, const char *colon,
	const char *value)
{
	size_t before = m->bytes.n;

	buf_add_str(&m->bytes, name);
	buf_add_str(&m->bytes, colon);
	add_value(&m->bytes, value);
	buf_add_str(&m->bytes, "\r\n");
	check_size(m, before);
}

void
session_header(struct session *s, const char *name, const char *value)
{
	struct mail *m = s->mail;

	if (m == NULL)
		return;
	if (!m->oversize)
		add_field(m, name, s->leading_space ? ":" : ": ", value);
	else
		m->size += strlen(name) + strlen(value);
	if (m->oversize)
		keep_forged(m, name);
}

static void
begin_body(struct mail *m)
{
	if (m->in_body || m->oversize)
		return;
	m->in_body = true;
	buf_add_str(&m->bytes, "\r\n");
	m->body_at = m->bytes.n;
	check_size(m, m->body_at);
}

void
session_body(struct session *s, struct span piece)
{
	struct mail *m = s->mail;

	if (m == NULL)
		return;
	begin_body(m);
	if (m->oversize) {
		m->size += piece.n;
		return;
	}
	buf_add(&m->bytes, piece);
	check_size(m, m->body_at);
}

static struct judgement *
judge_out(struct mail *m)
{
	if (m->oversize)
		return judge_oversize(&m->facts);
	return judge_bytes(&m->bytes, m->body_at, &m->facts, &m->message,
		&m->error);
}

static struct judgement *
judge_in(struct mail *m)
{
	if (m->oversize)
		return judge_inbound_oversize(&m->bytes, &m->in, &m->error);
	return judge_inbound(&m->bytes, m->body_at, &m->in, &m->message,
		&m->error);
}

void
session_judge(struct session *s)
{
	struct mail *m = s->mail;
	double from = now();

	flight_judge(s->flight);
	begin_body(m);
	m->judgement = m->inbound ? judge_in(m) : judge_out(m);
	flight_judged(s->flight);
	m->judged_us = (unsigned long)((now() - from) * 1e6);
}

unsigned long
session_ms(const struct mail *m)
{
	return (unsigned long)((now() - m->began) * 1000);
}

void
session_end_mail(struct session *s)
{
	if (s->mail == NULL)
		return;
	mail_free(s->mail);
	s->mail = NULL;
	flight_end(s->flight);
}
