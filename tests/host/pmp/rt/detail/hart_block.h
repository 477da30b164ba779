/* SPDX-License-Identifier: MIT */
/* The hart's block as far as protect.c looks at it. */
#ifndef RT_HART_BLOCK_H
#define RT_HART_BLOCK_H

struct rt_hart {
    unsigned long stack_unguarded;
};

struct rt_hart *rt_hart_block_of_trap(void);

#endif
