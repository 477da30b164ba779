/* SPDX-License-Identifier: MIT */
/*
 * Decides whether a test case passed. A pass needs a line, or without semihosting a frame, that
 * only the test runtime can write, as the last output, and an exit status that agrees. Otherwise
 * the case fails, and the verdict says what was missing.
 */
#ifndef RIVET_RUN_VERDICT_H
#define RIVET_RUN_VERDICT_H

#include "cases.h"
#include "channel.h"
#include "elf/common.h"
#include "session.h"

#define VERDICT_MARK "RIVET-VERDICT"
#define START_MARK   "RIVET-START"

struct verdict {
    enum run_status status;
    char *sentence; /**< the reason, also of a skip */
};

/** What is known of a run. */
struct evidence {
    const char *nonce;
    const struct outcome *outcome;
    const char *text; /**< the whole output, without frames */
    size_t length;
    const struct channel *channel; /**< NULL if the verdict is a line of the output */
};

/** Judges one run of @p test. NULL is a case without a record in the ELF. */
struct verdict verdict_judge(const struct test_case *test, const struct evidence *evidence);

#endif
