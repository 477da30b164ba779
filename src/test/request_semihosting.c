/* SPDX-License-Identifier: MIT */
/*
 * The request on the semihosting command line.
 */
#include "test.h"

#include <rt/semihosting.h>

static char text[256];

bool rti_test_request_get(struct test_request *request)
{
    return rt_semihosting_command_line(text, sizeof(text)) && rti_test_request_split(text, request);
}
