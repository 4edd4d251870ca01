#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "judge.h"
#include "receive.h"
#include "session.h"
#include "sys/file.h"
#include "sys/log.h"

/* The largest file that is read; with -o, an oversize message leaves too. */
#define FILE_MAX ((size_t)2 << 30)

/* A judgement of a message with as many findings and edits as limits allow. */
#define PRINT_MAX (64 * 1024 * 1024)

/* What all files are judged by. */
struct scene {
	struct config *config;
	struct snapshot *snapshot;
	struct facts facts;
	struct inbound in;
	bool inbound;
	const struct check_options *options;
};

static const char *
base_name(const char *file)
{
	const char *slash = strrchr(file, '/');

	return slash ? slash + 1 : strcmp(file, "-") ? file : "message.eml";
}

static int
check_options(const struct check_options *o, char *const *files, size_t n,
	struct err *err)
{
	struct stat st;

	if (o->client && !network_is_address(o->client))
		return err_set(err, ERR_USAGE, "--client %s: not an IP "
			"address", o->client);
	if (o->out && (stat(o->out, &st) < 0 || !S_ISDIR(st.st_mode)))
		return err_set(err, ERR_USAGE, "-o %s: no such directory; "
			"make it first", o->out);
	for (size_t i = 0; o->out && i < n; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(base_name(files[i]),
			    base_name(files[k])) == 0)
				return err_set(err, ERR_USAGE, "%s and %s "
					"would be written to the same file",
					files[k], files[i]);
	return 0;
}

static bool
trusted(const struct scene *s)
{
	const char *client = s->options->client;
	const struct config_milter *m = &s->config->milter;

	for (size_t i = 0; i < m->n_networks; i++)
		if (network_holds_text(&m->trusted[i],
		    client ? client : "127.0.0.1"))
			return true;
	return false;
}

static void
set_sender(struct scene *s)
{
	const struct check_options *o = s->options;
	char *from = session_sender(o->from ? o->from : "");

	snapshot_sender(s->snapshot, o->login && *o->login ? o->login : NULL,
		from, trusted(s), &s->facts);
	if (s->facts.n_resellers == 0)
		log_info("%s %s from client %s sends for no reseller",
			o->login ? "login" : "sender",
			o->login ? o->login : from,
			o->client ? o->client : "127.0.0.1");
	free(from);
}

static void
set_scene(struct scene *s, struct world *w, const struct check_options *o)
{
	*s = (struct scene){ .options = o };
	world_take(w, &s->config, &s->snapshot);
	s->inbound = s->config->milter.inbound;
	if (!s->inbound) {
		set_sender(s);
		return;
	}
	receive_facts(s->config, s->snapshot, &s->in);
	s->facts = s->in.facts;
}

static void
leave_scene(struct scene *s)
{
	snapshot_unref(&s->snapshot);
	config_unref(&s->config);
}

static int
write_out(const struct scene *s, const char *file, struct span content,
	struct err *err)
{
	struct buf path;
	int rc;

	buf_init(&path, strlen(s->options->out) + strlen(file) + 16);
	buf_printf(&path, "%s/%s", s->options->out, base_name(file));
	rc = file_write(buf_str(&path), content, 0644, err);
	buf_deinit(&path);
	return rc;
}

/* BYTES: the message as it came. */
static int
leave(const struct scene *s, const char *file, struct span bytes,
	const struct judgement *j, struct err *err)
{
	if (s->options->out == NULL)
		return 0;
	if (j->decision.verdict == VERDICT_EDIT)
		return write_out(s, file, buf_span(&j->edited), err);
	if (j->decision.verdict == VERDICT_PASS)
		return write_out(s, file, bytes, err);
	return 0;
}

static int
print(const struct judgement *j, struct err *err)
{
	struct buf text;
	int rc = 0;

	buf_init(&text, PRINT_MAX);
	judgement_print(j, &text);
	if (fwrite(buf_str(&text), 1, text.n, stdout) != text.n ||
	    fflush(stdout) != 0)
		rc = err_set(err, ERR_IO, "standard output can't be written");
	buf_deinit(&text);
	return rc;
}

static struct judgement *
judge_one(const struct scene *s, struct buf *bytes, struct message **m_r,
	struct err *failure)
{
	bool oversize = bytes->n > judge_max_message(&s->facts);

	if (s->inbound)
		return oversize ? judge_inbound_oversize(bytes, &s->in,
			failure) : judge_inbound(bytes, 0, &s->in, m_r,
			failure);
	return oversize ? judge_oversize(&s->facts) :
		judge_bytes(bytes, 0, &s->facts, m_r, failure);
}

static int
judge_file(const struct scene *s, const char *file, struct buf *bytes,
	struct err *err)
{
	struct message *m = NULL;
	struct judgement *j;
	struct err failure = { 0 };
	int rc;

	j = judge_one(s, bytes, &m, &failure);
	if (failure.kind != ERR_NONE)
		log_warnx("%s: %s", file, failure.text);
	rc = print(j, err);
	if (rc == 0)
		rc = leave(s, file, m ? message_bytes(m) : buf_span(bytes), j,
			err);
	judgement_free(&j);
	message_free(&m);
	return rc;
}

static int
check_file(const struct scene *s, const char *file, struct err *err)
{
	struct buf bytes;
	int rc;

	buf_init(&bytes, FILE_MAX);
	rc = file_read(file, &bytes, err);
	if (rc == 0)
		rc = judge_file(s, file, &bytes, err);
	buf_deinit(&bytes);
	return rc;
}

int
check_files(struct world *w, const struct check_options *options,
	char *const *files, size_t n, struct err *err)
{
	struct scene s;
	struct err e;
	int rc = 0;

	if (check_options(options, files, n, err) < 0)
		return -1;
	set_scene(&s, w, options);
	for (size_t i = 0; i < n; i++) {
		if (n > 1)
			printf("%s:\n", files[i]);
		if (check_file(&s, files[i], &e) < 0) {
			if (rc < 0)
				log_warnx("%s", err->text);
			*err = e;
			rc = -1;
		}
	}
	leave_scene(&s);
	return rc;
}
