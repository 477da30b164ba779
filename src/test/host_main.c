/* SPDX-License-Identifier: MIT */
/*
 * main of a test program of the host; the request is its two arguments.
 */
#include "test.h"

#include <stdio.h>

/* How rivet-run starts this program. */
__asm__(".pushsection .rivet.run, \"\", @progbits\n"
        ".ascii \"run=native\\n\"\n"
        ".popsection");

/* The host's stack grows as it must. */
void rti_test_print_usage(void)
{
}

int main(int argc, char **argv)
{
    const struct test_request request = {.name = argv[1], .nonce = argc > 2 ? argv[2] : ""};

    /* Sanitizers report past stdio: what was printed before must be seen before. */
    setvbuf(stdout, NULL, _IOLBF, 0);
    return rti_test_run(argc > 2 ? &request : NULL);
}
