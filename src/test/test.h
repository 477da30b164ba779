/* SPDX-License-Identifier: MIT */
/*
 * Internal interfaces of the test runtime. The interface for tests is <rt/test.h>.
 */
#ifndef TEST_H
#define TEST_H

#include <rt/test.h>

/** The runner's request: one case, and the nonce that its verdict must have. */
struct test_request {
    const char *name;
    const char *nonce;
};

/**
 * Reads the runner's request. CMake selects one of the implementations.
 *
 * @return false if there is no request.
 */
bool rti_test_request_get(struct test_request *request);

/**
 * Splits "... name nonce" in place. Ignores everything before the last two words.
 */
bool rti_test_request_split(char *text, struct test_request *request);

/**
 * Reports to the runner that the requested case begins, and how it ended. CMake selects one of the
 * implementations. @p word is pass, fail or skip; @p reason is one line.
 */
void rti_test_report_start(const struct test_request *request);
void rti_test_report_verdict(const struct test_request *request, const char *word,
                             const char *reason);

/**
 * Runs the requested case, or all cases if @p request is NULL. Returns the exit status. rivet-run
 * sees by this function that main is Rivet's, so it must not be inlined with link-time
 * optimisation either.
 */
__attribute__((noinline)) int rti_test_run(const struct test_request *request);

/** Prints how much of the stacks was used, if that is known. */
void rti_test_print_usage(void);

/** Prints "file:line: check failed: " and the check's text. */
void rti_test_begin_line(rt_test_site site);

/** Whether the case ends if the check fails. */
bool rti_test_is_final(rt_test_site site);

/** Sends what the log holds: nothing may come after the verdict. */
void rti_test_send_log(void);

/** Records a failed check, and ends the case if the site requires it. */
void rti_test_note_failure(rt_test_site site);

/** Records a failure and ends the case. */
__attribute__((noreturn)) void rti_test_end_failed(void);

#endif
