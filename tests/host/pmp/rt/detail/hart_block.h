/* SPDX-License-Identifier: MIT */
/* The part of the hart's block that src/pmp uses. */
#ifndef RT_DETAIL_HART_BLOCK_H
#define RT_DETAIL_HART_BLOCK_H

struct rt_hart {
    unsigned long number;
    char *stack_low;
    unsigned long painted;
};

struct rt_hart *rt_hart_block(void);
struct rt_hart *rt_hart_block_of_trap(void);

#endif
