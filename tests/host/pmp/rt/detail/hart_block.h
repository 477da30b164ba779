/* SPDX-License-Identifier: MIT */
/* The hart's block as far as src/pmp/pmp.c uses it. */
#ifndef RT_DETAIL_HART_BLOCK_H
#define RT_DETAIL_HART_BLOCK_H

struct rt_hart {
    unsigned long stack_unguarded;
};

struct rt_hart *rt_hart_block_of_trap(void);

#endif
