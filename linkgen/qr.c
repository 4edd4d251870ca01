/* The link as a QR code. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "describe.h"
#include "lender.h"
#include "qr_png.h"
#include "sys/file.h"

enum { FORMAT, LEVEL, SCALE, OUTPUT, JSON };

/* A code of 177 modules at 64 pixels is some 300 KB. */
#define PICTURE_MAX (16 * 1024 * 1024)
#define DEFAULT_SCALE 8

static const char levels[] = "LMQH";

struct drawing {
	bool png;
	bool json;		/* the modules themselves, for programs */
	enum qr_level level;
	int scale;
	const char *output;	/* NULL: standard output */
};

static int
read_format(const struct call *call, struct drawing *d, struct err *err)
{
	const char *format = call->values[FORMAT];
	struct span output = span_str(call->values[OUTPUT]);

	d->output = call->values[OUTPUT];
	d->png = format == NULL && output.n > 4 && span_ieq_str(
		span_sub(output, output.n - 4, output.n), ".png");
	if (format == NULL || strcmp(format, "svg") == 0)
		return 0;
	d->png = true;
	if (strcmp(format, "png") != 0)
		return err_set(err, ERR_USAGE, "--format \"%.40s\": write svg "
			"or png", format);
	return 0;
}

static int
read_level(const char *value, enum qr_level *level_r, struct err *err)
{
	const char *at = value && strlen(value) == 1 ?
		strchr(levels, *value) : NULL;

	*level_r = QR_LEVEL_M;
	if (value == NULL)
		return 0;
	if (at == NULL)
		return err_set(err, ERR_USAGE, "--level \"%.40s\": write L, M, "
			"Q or H", value);
	*level_r = (enum qr_level)(at - levels);
	return 0;
}

static int
read_scale(const char *value, int *scale_r, struct err *err)
{
	char *end;
	long n;

	*scale_r = DEFAULT_SCALE;
	if (value == NULL)
		return 0;
	n = strtol(value, &end, 10);
	if (*value == '\0' || *end || !span_is_digit((unsigned char)*value) ||
	    n < QR_SCALE_MIN || n > QR_SCALE_MAX)
		return err_set(err, ERR_USAGE, "--scale \"%.40s\": write a "
			"number from %d to %d", value, QR_SCALE_MIN,
			QR_SCALE_MAX);
	*scale_r = (int)n;
	return 0;
}

static int
read_options(const struct call *call, struct drawing *d, struct err *err)
{
	if (read_format(call, d, err) != 0 ||
	    read_level(call->values[LEVEL], &d->level, err) != 0 ||
	    read_scale(call->values[SCALE], &d->scale, err) != 0)
		return -1;
	d->json = call->values[JSON] != NULL;
	if (d->json && d->output == NULL && call->values[FORMAT])
		return err_set(err, ERR_USAGE, "--json and --format go "
			"together with --output FILE, where the picture goes");
	if (d->png && d->output == NULL && isatty(STDOUT_FILENO))
		return err_set(err, ERR_USAGE, "a PNG picture is nothing for "
			"a terminal; write --output FILE.png");
	return 0;
}

static int
check_qr(const struct call *call, struct err *err)
{
	struct drawing d;

	return read_options(call, &d, err);
}

static int
write_picture(const struct drawing *d, const struct buf *picture,
	struct err *err)
{
	if (d->output)
		return file_write(d->output, buf_span(picture), 0644, err);
	if (fwrite(picture->p, 1, picture->n, stdout) == picture->n)
		return 0;
	return err_set(err, ERR_IO, "the picture can't be written");
}

static int
draw(const struct drawing *d, const struct qr_code *q, const char *display,
	struct err *err)
{
	char title[600];
	struct buf picture;
	int rc;

	buf_init(&picture, PICTURE_MAX);
	snprintf(title, sizeof title, "QR code: invitation of %s", display);
	if (d->png)
		qr_png_add(q, d->scale, &picture);
	else
		qr_code_svg(q, d->scale, title, &picture);
	rc = write_picture(d, &picture, err);
	buf_deinit(&picture);
	return rc;
}

/* A row is a text of 0 and 1: dark. */
static void
put_rows(struct json *j, const struct qr_code *q)
{
	int x, y, side = qr_code_side(q);
	struct buf row;

	buf_init(&row, (size_t)side + 1);
	json_open_array(j, "rows");
	for (y = 0; y < side; y++) {
		buf_reset(&row);
		for (x = 0; x < side; x++)
			buf_add_byte(&row, qr_code_dark(q, x, y) ? '1' : '0');
		json_put_text(j, NULL, buf_str(&row));
	}
	json_close(j);
	buf_deinit(&row);
}

static int
print_json(const struct drawing *d, const struct qr_code *q,
	const struct registry_reseller *s, struct err *err)
{
	const char level[] = { levels[d->level], '\0' };
	struct json *j = json_new();
	int rc;

	json_open_object(j, NULL);
	json_put_text(j, "reseller", s->name);
	json_put_text(j, "display", s->display);
	json_put_text(j, "url", qr_code_text(q));
	json_put_text(j, "level", level);
	json_put_text(j, "file", d->output);
	json_put_number(j, "modules", qr_code_side(q));
	put_rows(j, q);
	json_close(j);
	rc = json_print(j, JSON_PRETTY, stdout, err);
	json_free(&j);
	return rc;
}

static int
make(const struct drawing *d, const char *url,
	const struct registry_reseller *s, struct err *err)
{
	struct qr_code *q;
	int rc = 0;

	if (qr_code_new(url, d->level, &q, err) != 0)
		return -1;
	if (d->output || !d->json)
		rc = draw(d, q, s->display, err);
	if (rc == 0 && d->json)
		rc = print_json(d, q, s, err);
	qr_code_free(&q);
	return rc;
}

static int
run_qr(struct call *call, struct err *err)
{
	struct registry_reseller s;
	struct drawing d;
	char *url;
	int rc;

	if (read_options(call, &d, err) != 0 ||
	    lender_living_link(call->registry, &call->config->providers,
	    call->operands[0], &s, &url, err) != 0)
		return -1;
	rc = make(&d, url, &s, err);
	free(url);
	registry_reseller_deinit(&s);
	return rc;
}

static const struct command_option options[] = {
	[FORMAT] = { "format", "FORMAT", "svg or png; default: as the file is "
		"called" },
	[LEVEL] = { "level", "LETTER", "how much may be damaged: L M Q H" },
	[SCALE] = { "scale", "PIXELS", "of each module; default: 8" },
	[OUTPUT] = { "output", "FILE", "default: standard output" },
	[JSON] = { "json", NULL, "for programs: the code's modules as JSON" },
	{ NULL, NULL, NULL },
};

const struct command qr = {
	.noun = "qr", .min = 1, .max = 1,
	.operands = "NAME [--format svg|png] [--output FILE] [OPTION...]",
	.summary = "Draws the reseller's link as a QR code, as SVG or PNG.",
	.details = "The address stands below in letters: print it along, and "
		"never send the code\nalone. Levels: L 7 %, M 15 % (default), "
		"Q 25 %, H 30 % of it may be damaged.\n",
	.options = options,
	.registry = REGISTRY_OPEN,
	.check = check_qr,
	.run = run_qr,
};
