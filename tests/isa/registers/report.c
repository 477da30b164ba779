/* SPDX-License-Identifier: MIT */
/*
 * A message whose arguments are in all of the argument registers and on the stack. Of the two that
 * have two words, one is not aligned to them.
 */
#include "../../out_of_line.h"

#include <rt/panic.h>

OUT_OF_LINE static void work(void)
{
    const unsigned long long wide = 0x123456789abcdef0;

    rt_panic("%d %d %x %x %x %llx %d %llx", 1, 2, 0xa33, 0xa44, 0xa55, wide, 6, wide);
}

int main(void)
{
    work();
    return 0;
}
