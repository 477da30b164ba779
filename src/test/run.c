/* SPDX-License-Identifier: MIT */
/*
 * Runs cases and reports the verdict. The runner accepts a verdict only if it has the nonce of this
 * run, is the last output, and matches the exit status.
 */
#include "test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum {
    STATUS_PASS = 0,
    STATUS_FAIL = 1,
    STATUS_SKIP = 77
};

/* The linker defines these for a section whose name is an identifier. */
extern const struct rt_test_case __start_rivet_tests[], __stop_rivet_tests[];

static struct {
    jmp_buf end;
    volatile unsigned failures;
    volatile bool skipped;
    char reason[80];
} current;

void rti_test_end_failed(void)
{
    current.failures++;
    longjmp(current.end, 1);
}

void rti_test_note_failure(rt_test_site site)
{
    if (rti_test_is_final(site)) {
        rti_test_end_failed();
    }
    current.failures++;
}

/* The verdict ends with the reason and must be one line. */
static void put_on_one_line(char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\n' || *text == '\r') {
            *text = ' ';
        }
    }
}

void rt_test_skip(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(current.reason, sizeof(current.reason), format, arguments);
    va_end(arguments);
    put_on_one_line(current.reason);
    current.skipped = true;
    longjmp(current.end, 1);
}

static int current_status(void)
{
    if (current.failures > 0) {
        return STATUS_FAIL;
    }
    return current.skipped ? STATUS_SKIP : STATUS_PASS;
}

/* Runs the body until it returns or a check or skip ends it. */
static int run_body(const struct rt_test_case *test, const void *row)
{
    current.failures = 0;
    current.skipped = false;
    current.reason[0] = '\0';
    if (setjmp(current.end) == 0) {
        if (test->fixture->setup != NULL) {
            test->fixture->setup();
        }
        test->body(row);
    }
    if (setjmp(current.end) == 0 && test->fixture->teardown != NULL) {
        test->fixture->teardown();
    }
    if (current.failures > 0) {
        snprintf(current.reason, sizeof(current.reason), "%u check%s failed", current.failures,
                 current.failures == 1 ? "" : "s");
    }
    return current_status();
}

static const void *row_at(const struct rt_test_case *test, uintptr_t index)
{
    return (const char *)test->rows + index * test->row_size;
}

/* A row begins with its label. */
static const char *row_label(const void *row)
{
    return *(const char *const *)row;
}

/* The row with this label; NULL if there is none. */
static const void *find_row(const struct rt_test_case *test, const char *label)
{
    for (uintptr_t i = 0; i < test->row_count; i++) {
        if (strcmp(row_label(row_at(test, i)), label) == 0) {
            return row_at(test, i);
        }
    }
    return NULL;
}

/* Whether @p name names this case; sets @p row to the row it names. */
static bool is_named(const struct rt_test_case *test, const char *name, const void **row)
{
    const size_t length = strlen(test->name);

    *row = NULL;
    if (test->rows == NULL) {
        return strcmp(test->name, name) == 0;
    }
    if (strncmp(test->name, name, length) != 0 || name[length] != '/') {
        return false;
    }
    *row = find_row(test, name + length + 1);
    return *row != NULL;
}

static const char *word_of(int status)
{
    if (status == STATUS_SKIP) {
        return "skip";
    }
    return status == STATUS_PASS ? "pass" : "fail";
}

static int run_requested(const struct rt_test_case *test, const void *row,
                         const struct test_request *request)
{
    rti_test_report_start(request);
    const int status = run_body(test, row);
    rti_test_print_usage();
    rti_test_send_log();
    rti_test_report_verdict(request, word_of(status), current.reason);
    return status;
}

static int run_one(const struct test_request *request)
{
    const void *row;

    for (const struct rt_test_case *test = __start_rivet_tests; test < __stop_rivet_tests; test++) {
        if (is_named(test, request->name, &row)) {
            return run_requested(test, row, request);
        }
    }
    printf("there is no test case '%s'\n", request->name);
    return STATUS_FAIL;
}

/* Runs one case of many; returns 1 if it failed. */
static unsigned run_listed(const struct rt_test_case *test, const void *row)
{
    const char *const slash = row != NULL ? "/" : "";
    const char *const label = row != NULL ? row_label(row) : "";

    if (test->panic_text != NULL) {
        printf("left out %s: it must panic, so it needs a boot of its own\n", test->name);
        return 0;
    }
    const int status = run_body(test, row);
    printf("%s %s%s%s %s\n", word_of(status), test->name, slash, label, current.reason);
    return status == STATUS_FAIL;
}

static int run_all(void)
{
    unsigned failed = 0;

    for (const struct rt_test_case *test = __start_rivet_tests; test < __stop_rivet_tests; test++) {
        if (test->rows == NULL) {
            failed += run_listed(test, NULL);
        }
        for (uintptr_t i = 0; i < test->row_count; i++) {
            failed += run_listed(test, row_at(test, i));
        }
    }
    printf("%u failed\n", failed);
    return failed == 0 ? STATUS_PASS : STATUS_FAIL;
}

int rti_test_run(const struct test_request *request)
{
    return request != NULL ? run_one(request) : run_all();
}
