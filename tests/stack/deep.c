/* SPDX-License-Identifier: MIT */
/*
 * Functions of known hunger, for tools/stack_usage.py to find.
 */
#include <stddef.h>

int main(void);

static void fill(volatile char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        bytes[i] = (char)i;
    }
}

__attribute__((noinline)) static int takes_5000(void)
{
    volatile char bytes[5000];

    fill(bytes, sizeof bytes);
    return bytes[7];
}

__attribute__((noinline)) static int takes_600(void)
{
    volatile char bytes[600];

    fill(bytes, sizeof bytes);
    return takes_5000() + bytes[7];
}

__attribute__((noinline)) static int takes_what_it_is_told(size_t size)
{
    volatile char *const bytes = __builtin_alloca(size);

    fill(bytes, size);
    return bytes[size - 1];
}

__attribute__((noinline)) static int calls_itself(volatile int *depth)
{
    volatile char bytes[100];

    fill(bytes, sizeof bytes);
    return (*depth)-- > 0 ? calls_itself(depth) + bytes[3] : 0;
}

int main(void)
{
    static int (*volatile where)(void) = takes_600;
    volatile int depth = 3;

    return where() + takes_what_it_is_told((size_t)depth + 20) + calls_itself(&depth);
}
