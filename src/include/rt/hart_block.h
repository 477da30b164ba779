/* SPDX-License-Identifier: MIT */
/*
 * A hart's own corner of memory, shared by assembly, C and ld/sections.ld.
 *
 * Each hart has, from low to high: a guard, its trap stack, its struct rt_hart, its thread-local
 * block. tp points at the thread-local block, so the struct stands at negative offsets from tp;
 * mscratch always points at the top of the trap stack, which is the struct's address too.
 */
#ifndef RT_HART_BLOCK_H
#define RT_HART_BLOCK_H

/** Bytes of struct rt_hart; ld/sections.ld has the same number and a test compares them. */
#define RT_HART_BLOCK_SIZE 64

/** Offsets of the members that assembly uses. */
#define RT_HART_STATE   (__riscv_xlen / 8)
#define RT_HART_SCRATCH (__riscv_xlen / 8 + 8)

#ifndef __ASSEMBLER__

#include <rt/csr.h>

#include <stddef.h>

/** How much of the runtime a hart may lean on when it traps. */
enum rt_hart_state {
    RT_HART_BOOTING = 0, /**< Memory is not initialised yet. */
    RT_HART_RUNNING,
    RT_HART_PANICKING, /**< The report is being made. */
    RT_HART_DYING,     /**< The report failed; a short one is being made. */
    RT_HART_DEAD,
};

struct rt_hart {
    unsigned long id;             /**< mhartid. */
    volatile unsigned state;      /**< enum rt_hart_state. */
    volatile unsigned trap_depth; /**< Cause handlers that are running. */
    unsigned long scratch[2];     /**< The trap entry's own. */
    unsigned long
        reserved[RT_HART_BLOCK_SIZE / sizeof(unsigned long) - 3 - 8 / sizeof(unsigned long)];
};

_Static_assert(sizeof(struct rt_hart) == RT_HART_BLOCK_SIZE, "ld/sections.ld counts on this size");
_Static_assert(offsetof(struct rt_hart, state) == RT_HART_STATE, "as assembly has it");
_Static_assert(offsetof(struct rt_hart, scratch) == RT_HART_SCRATCH, "as assembly has it");

/** The running hart's block. Valid once rt_entry has begun. */
static inline struct rt_hart *rt_hart_block(void)
{
    struct rt_hart *tp;

    __asm__("mv %0, tp" : "=r"(tp));
    return tp - 1;
}

/** The same by way of mscratch: valid from reset on and whatever tp holds. */
static inline struct rt_hart *rt_hart_block_of_trap(void)
{
    return (struct rt_hart *)csr_read(mscratch);
}

#endif

#endif
