/* SPDX-License-Identifier: MIT */
/*
 * main of a test program on the host. Its two arguments are the request.
 */
#include "test.h"

#include <stdio.h>

/* Makes rivet-run start this program natively. */
__asm__(".pushsection .rivet.run, \"\", @progbits\n"
        ".ascii \"run=native\\n\"\n"
        ".popsection");

/* The host's stack grows on demand. */
void rti_test_print_usage(void)
{
}

int main(int argc, char **argv)
{
    const struct test_request request = {.name = argv[1], .nonce = argc > 2 ? argv[2] : ""};

    /* Sanitizers bypass stdio, so earlier output must not be left in a buffer. */
    setvbuf(stdout, NULL, _IOLBF, 0);
    return rti_test_run(argc > 2 ? &request : NULL);
}
