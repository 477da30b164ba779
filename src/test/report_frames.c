/* SPDX-License-Identifier: MIT */
/*
 * The report to the runner in frames: without semihosting.
 */
#include "test.h"

#include <rt/console.h>
#include <rt/frame.h>

#include <stdio.h>
#include <string.h>

static char text[256];

void rti_test_report_start(const struct test_request *request)
{
    snprintf(text, sizeof(text), "%s %s", request->nonce, request->name);
    rt_console_write_frame(RT_FRAME_START, text, strlen(text));
}

void rt_test_will_restart(void)
{
    rt_console_write_frame(RT_FRAME_AGAIN, NULL, 0);
    rt_console_drain();
}

void rti_test_report_verdict(const struct test_request *request, const char *word,
                             const char *reason)
{
    snprintf(text, sizeof(text), "%s %s %s", request->nonce, word, reason);
    rt_console_flush();
    rt_console_write_frame(RT_FRAME_VERDICT, text, strlen(text));
}
