/* SPDX-License-Identifier: MIT */
/*
 * Prints for as long as it is left running.
 */
#include <stdio.h>

int main(void)
{
    for (unsigned i = 0;; i++) {
        printf("line %u\n", i);
    }
}
