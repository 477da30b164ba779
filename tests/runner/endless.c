/* SPDX-License-Identifier: MIT */
/* Prints without end. */
#include <stdio.h>

int main(void)
{
    for (unsigned i = 0;; i++) {
        printf("line %u\n", i);
    }
}
