/* SPDX-License-Identifier: MIT */
/*
 * Overwrites a range of memory, then faults. The input is a line: the first address, the number of
 * bytes, and a seed; 0 fills with zeros, 1 with ones, any other with random bytes. See damage.py.
 */
#include "random.h"

#include <rt/board.h>
#include <rt/interrupt.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static unsigned long sink;

/* There are interrupt stacks and thread-local variables to damage. */
RT_INTERRUPT(software)
{
}
static _Thread_local volatile unsigned of_thread;

/* Uses nothing that it may have overwritten. */
static inline __attribute__((always_inline)) void damage(volatile uint8_t *at,
                                                         const volatile uint8_t *end, uint32_t seed)
{
    const uint8_t same = seed == 1 ? 0xff : 0;

    for (; at != end; at++) {
        *at = seed < 2 ? same : (uint8_t)random_next(&seed);
    }
    *(volatile int *)4 = 1;
}

int main(void)
{
    char line[80];

    of_thread = 1;
    printf("some text in the buffer of stdout");
    if (fgets(line, sizeof(line), stdin) == NULL) {
        return 1;
    }
    char *rest = line;
    const uintptr_t at = strtoul(rest, &rest, 0);
    const size_t size = strtoul(rest, &rest, 0);
    sink = strtoul(rest, NULL, 0);
    damage((volatile uint8_t *)at, (const volatile uint8_t *)at + size, (uint32_t)sink);
}
