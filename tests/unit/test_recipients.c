#include "mailer/recipients.h"

#include <string.h>

#include "unit.h"

static struct recipients r;
static struct faults faults;

static void
read_csv(const char *csv)
{
	recipients_init(&r);
	faults_init(&faults);
	recipients_read(&r, "c.csv", span_str(csv), &faults);
}

static void
done(void)
{
	recipients_deinit(&r);
	faults_deinit(&faults);
}

/* A CSV that must have a fault that holds TEXT. */
static void
ck_fault(const char *csv, const char *text)
{
	read_csv(csv);
	ck_assert_msg(faults.n > 0 &&
		strstr(buf_str(&faults.text), text) != NULL, "%s",
		faults.n > 0 ? buf_str(&faults.text) : "no fault");
	done();
}

START_TEST(columns_become_variables)
{
	read_csv("Email,name,Company,locale,phone\n"
		"ann@b.example, Ann ,B Ltd,pt_br,\n");
	ck_assert_uint_eq(faults.n, 0);
	ck_assert_uint_eq(r.n, 1);
	ck_assert_str_eq(r.list[0].address, "ann@b.example");
	ck_assert_str_eq(r.list[0].vars.value[VAR_NAME], "Ann");
	ck_assert_str_eq(r.list[0].vars.value[VAR_COMPANY], "B Ltd");
	ck_assert_ptr_null(r.list[0].vars.value[VAR_PHONE]);
	ck_assert_str_eq(r.list[0].locale, "pt-BR");
	ck_assert_uint_eq(r.list[0].line, 2);
	done();
}
END_TEST

START_TEST(every_fault_is_told_at_once)
{
	read_csv("email,name\nann\nx@b.example,N,3\n"
		"y@b.example,\"a\nb\"\nz@b.example,Z\n");
	ck_assert_uint_eq(faults.n, 3);
	ck_assert_ptr_nonnull(strstr(buf_str(&faults.text),
		"c.csv:2: 1 fields stand here"));
	ck_assert_ptr_nonnull(strstr(buf_str(&faults.text),
		"c.csv:3: 3 fields stand here"));
	ck_assert_ptr_nonnull(strstr(buf_str(&faults.text),
		"c.csv:4: the value of name holds a line break"));
	done();
}
END_TEST

START_TEST(the_header_row_is_checked)
{
	ck_fault("name\nAnn\n", "c.csv:1: there is no column \"email\"");
	ck_fault("email,nmae\n", "c.csv:1: there is no column \"nmae\"");
	ck_fault("email,email\n", "stands twice");
	ck_fault("email,link\n", "comes from the registry");
	ck_fault("email,partner\n", "comes from the registry");
	ck_fault("", "c.csv:1: the file is empty");
	ck_fault("email\n", "nobody");
	ck_fault("email,locale\na@b.example,english\n",
		"c.csv:2: \"english\" is no language");
}
END_TEST

START_TEST(an_address_that_stands_twice_is_sent_to_once)
{
	read_csv("email\nann@b.example\nben@b.example\nANN@B.example\n"
		"ann@b.example\n");
	ck_assert_uint_eq(faults.n, 0);
	ck_assert_uint_eq(r.n, 2);
	ck_assert_str_eq(r.list[0].address, "ann@b.example");
	ck_assert_str_eq(r.list[1].address, "ben@b.example");
	ck_assert_uint_eq(r.notes.n, 2);
	ck_assert_ptr_nonnull(strstr(buf_str(&r.notes.text),
		"c.csv:4: ANN@b.example stands in line 2 already"));
	done();
}
END_TEST

static void
add_tests(TCase *tcase)
{
	tcase_add_test(tcase, columns_become_variables);
	tcase_add_test(tcase, every_fault_is_told_at_once);
	tcase_add_test(tcase, the_header_row_is_checked);
	tcase_add_test(tcase, an_address_that_stands_twice_is_sent_to_once);
}

UNIT_MAIN("recipients", add_tests)
