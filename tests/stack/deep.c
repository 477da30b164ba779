/* SPDX-License-Identifier: MIT */
/* Functions with known stack use, for tools/stack_usage.py. */
#include "../out_of_line.h"

#include <rt/detail/registers.h>

#include <stddef.h>

int main(void);

static void fill(volatile char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        bytes[i] = (char)i;
    }
}

OUT_OF_LINE static int takes_5000(void)
{
    volatile char bytes[5000];

    fill(bytes, sizeof(bytes));
    return bytes[7];
}

OUT_OF_LINE static int takes_600(void)
{
    volatile char bytes[600];

    fill(bytes, sizeof(bytes));
    return takes_5000() + bytes[7];
}

/* Uses every register that a function must save. */
OUT_OF_LINE static int saves_registers(void)
{
    __asm__ volatile("" ::
                         : "s0", "s1" RT_HIGH_REGISTERS(, "s2", "s3", "s4", "s5", "s6", "s7", "s8",
                                                        "s9", "s10", "s11"));
    return takes_600() + 1;
}

/* Calls no function. */
OUT_OF_LINE static int saves_some(void)
{
    __asm__ volatile("" ::: "s0", "s1" RT_HIGH_REGISTERS(, "s2", "s3", "s4"));
    return 0;
}

OUT_OF_LINE static int takes_what_it_is_told(size_t size)
{
    volatile char *const bytes = __builtin_alloca(size);

    fill(bytes, size);
    return bytes[size - 1];
}

OUT_OF_LINE static int calls_itself(volatile int *depth)
{
    volatile char bytes[100];

    fill(bytes, sizeof(bytes));
    return (*depth)-- > 0 ? calls_itself(depth) + bytes[3] : 0;
}

int main(void)
{
    static int (*volatile where)(void) = saves_registers;
    volatile int depth = 3;

    return where() + saves_some() + takes_what_it_is_told((size_t)depth + 20) +
           calls_itself(&depth);
}
