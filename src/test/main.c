/* SPDX-License-Identifier: MIT */
/*
 * main of a test firmware.
 */
#include "test.h"

/* No header declares main, and -Wmissing-prototypes requires a declaration. */
int main(void);

int main(void)
{
    struct test_request request;

    return rti_test_run(rti_test_request_get(&request) ? &request : NULL);
}
