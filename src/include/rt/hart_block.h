/* SPDX-License-Identifier: MIT */
/*
 * A hart's own corner of memory, shared by assembly, C and ld/sections.ld.
 *
 * Each hart has, from low to high: its trap stack, its struct rt_hart, its thread-local block. tp
 * points at the thread-local block, so the struct stands at negative offsets from tp; mscratch
 * points at the top of the trap stack.
 */
#ifndef RT_HART_BLOCK_H
#define RT_HART_BLOCK_H

/** Bytes of struct rt_hart; ld/sections.ld has the same number and a test compares them. */
#define RT_HART_BLOCK_SIZE 64

#ifndef __ASSEMBLER__

struct rt_hart {
    unsigned long id;         /**< mhartid. */
    unsigned long trap_depth; /**< Exceptions being handled; above 1 one struck inside another. */
    unsigned long reserved[RT_HART_BLOCK_SIZE / sizeof(unsigned long) - 2];
};

_Static_assert(sizeof(struct rt_hart) == RT_HART_BLOCK_SIZE, "ld/sections.ld counts on this size");

/** The running hart's block. Valid once rt_entry has begun. */
static inline struct rt_hart *rt_hart_block(void)
{
    struct rt_hart *tp;

    __asm__("mv %0, tp" : "=r"(tp));
    return tp - 1;
}

#endif

#endif
