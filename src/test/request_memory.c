/* SPDX-License-Identifier: MIT */
/*
 * The request in memory. Firmware without semihosting uses it. The runner finds this array by its
 * name and fills it before the first instruction runs.
 */
#include "test.h"

#include <string.h>

#define REQUEST_SIZE 128

extern char rt_test_request[REQUEST_SIZE];
__attribute__((section(".noinit.rt_test_request"))) char rt_test_request[REQUEST_SIZE];

/* Splitting modifies the text, but the request must survive a warm reset. */
static char copy[REQUEST_SIZE];

bool rti_test_request_get(struct test_request *request)
{
    if (memchr(rt_test_request, '\0', sizeof(rt_test_request)) == NULL) {
        return false;
    }
    strcpy(copy, rt_test_request);
    return rti_test_request_split(copy, request);
}
