/* SPDX-License-Identifier: MIT */
/*
 * The parts of the test runtime among themselves; what a test sees is <rt/test.h>.
 */
#ifndef TEST_H
#define TEST_H

#include <rt/test.h>

/** What the runner asks for: one case, and the token that its verdict must carry. */
struct test_request {
    const char *name;
    const char *nonce;
};

/**
 * Finds out what the runner asks for; each way of asking is a file of its own, chosen in CMake.
 *
 * @return false if nothing was asked for.
 */
bool rti_test_request_get(struct test_request *request);

/**
 * Splits "... name nonce", which it writes to. What comes before the last two words is of no
 * interest.
 */
bool rti_test_request_split(char *text, struct test_request *request);

/** Runs the requested case, or without a request (NULL) all of them; returns the exit status. */
int rti_test_run(const struct test_request *request);

/** Prints how much of the stacks was used, where that is known. */
void rti_test_print_usage(void);

/** Notes that a check failed, and ends the case if the site says so. */
void rti_test_note_failure(const struct rt_test_site *site);

/** Notes a failure and ends the case. */
__attribute__((noreturn)) void rti_test_end_failed(void);

#endif
