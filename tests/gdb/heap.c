/* SPDX-License-Identifier: MIT */
/*
 * Firmware with a heap, to be examined with GDB.
 */
#include "../out_of_line.h"

#include <rt/heap.h>

#include <stdlib.h>
#include <string.h>

static char *volatile blocks[3];

OUT_OF_LINE static void look(void)
{
    __asm__ volatile("" ::: "memory");
}

int main(void)
{
    look();
    for (unsigned i = 0; i < 3; i++) {
        blocks[i] = malloc(100);
    }
    free(blocks[1]);
    look();
    memset(blocks[0], 0, 116); /* past its end */
    look();
    return 0;
}
