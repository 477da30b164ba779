/* SPDX-License-Identifier: MIT */
/*
 * The report to the runner in lines of the output: with semihosting, and on the host.
 */
#include "test.h"

#include <stdio.h>

void rti_test_report_start(const struct test_request *request)
{
    printf("RIVET-START %s %s\n", request->nonce, request->name);
}

/* The next boot reads the request once more. */
void rt_test_will_restart(void)
{
}

void rti_test_report_verdict(const struct test_request *request, const char *word,
                             const char *reason)
{
    printf("RIVET-VERDICT %s %s %s\n", request->nonce, word, reason);
}
