/* SPDX-License-Identifier: MIT */
/* The smallest firmware that allocates, to measure its size. */
#include <stdlib.h>

int main(void)
{
    static void *volatile block;

    block = malloc(100);
    free(block);
    return 0;
}
