/* SPDX-License-Identifier: MIT */
/*
 * Decides whether a test case passed. It must say so itself, in a line only the test runtime can
 * write, as the last thing it prints, and then end with the status that goes with it. Anything less
 * is a failure, and the verdict says what was missing.
 */
#ifndef RIVET_RUN_VERDICT_H
#define RIVET_RUN_VERDICT_H

#include "cases.h"
#include "elf/common.h"
#include "session.h"

#define VERDICT_MARK "RIVET-VERDICT"
#define START_MARK   "RIVET-START"

struct verdict {
    enum run_status status;
    char *sentence; /**< why; what the skip's reason is */
};

/** Judges one run of @p test (NULL: a case the ELF has no record of) from its whole output. */
struct verdict verdict_judge(const struct test_case *test, const char *nonce,
                             const struct outcome *outcome, const struct buffer *output);

#endif
