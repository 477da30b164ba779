/* SPDX-License-Identifier: MIT */
/** @file
 * A hart's own corner of memory, shared by assembly, C and ld/sections.ld.
 *
 * Each hart has, from low to high: its interrupt stacks and its trap stack, each above a guard, its
 * struct rt_hart, its thread-local block. tp points at the thread-local block, so the struct is
 * at negative offsets from tp; mscratch always points at the top of the trap stack, which is the
 * struct's address too.
 */
#ifndef RT_DETAIL_HART_BLOCK_H
#define RT_DETAIL_HART_BLOCK_H

/** Bytes of struct rt_hart; ld/sections.ld has the same number and a test compares them. */
#define RT_HART_BLOCK_SIZE 224

/* The interrupt stacks: one for all plain handlers, one for the nesting handler of each source. */
#define RT_IRQ_STACK_plain    0
#define RT_IRQ_STACK_software 1
#define RT_IRQ_STACK_timer    2
#define RT_IRQ_STACK_external 3
#define RT_IRQ_STACKS         4

/* Words of the frames that interrupt entries lay on them; a multiple of 16 bytes. */
#define RT_IRQ_FRAME_plain   16
#define RT_IRQ_FRAME_nesting 20

/* Words of the longer one that C code looks at: what was in mie, and the interrupted sp. */
#define RT_IRQ_FRAME_MIE 18
#define RT_IRQ_FRAME_SP  19

/* Words in struct rt_hart, for assembly. */
#define RT_HART_irq       8
#define RT_HART_start_sp  16
#define RT_HART_phase     19
#define RT_HART_OF(index) ((index) * (__riscv_xlen / 8) - RT_HART_BLOCK_SIZE)

/* Offsets from tp of an interrupt stack's two words. */
#define RT_HART_IRQ_SP(stack)    RT_HART_OF(RT_HART_irq + 2 * (stack))
#define RT_HART_IRQ_FRAME(stack) RT_HART_OF(RT_HART_irq + 2 * (stack) + 1)

/** Offsets of the members that assembly uses. */
#define RT_HART_STATE      (__riscv_xlen / 8)
#define RT_HART_IN_PROGRAM (__riscv_xlen / 8 + 2)
#define RT_HART_SCRATCH    (__riscv_xlen / 8 + 8)

/* From tp: the second word of the trap entry's scratch. */
#define RT_HART_TRAP_WORD (RT_HART_SCRATCH + __riscv_xlen / 8 - RT_HART_BLOCK_SIZE)

#ifndef __ASSEMBLER__

#include <assert.h>
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

struct rt_hart_irq {
    unsigned long interrupted_sp; /**< Of what the handler on this stack interrupted; or not 0
                                       while it is open to itself, see irq/controller.c. */
    unsigned long *frame; /**< Where an entry saves; NULL when no handler needs the stack. */
};

enum rt_hart_phase {
    RT_HART_PHASE_PARKED = 0, /**< hart/park.S counts on it. */
    RT_HART_PHASE_CLAIMED,
    RT_HART_PHASE_STARTING,
    RT_HART_PHASE_STARTED,
    RT_HART_PHASE_ABSENT,
};

struct rt_hart_call;
struct rt_trap_frame;

struct rt_hart {
    unsigned long id; /**< mhartid. */
    /* One word, for start.S to clear. */
    volatile unsigned short state;      /**< enum rt_hart_state. */
    volatile unsigned short in_program; /**< 1 if the next trap may be the application's handler's:
                                       the hart is neither starting nor inside a trap. */
    unsigned reserved_half;
    unsigned long scratch[2];            /**< The trap entry's own. */
    const struct rt_trap_frame *stopped; /**< By another's panic: where; see hart/stop.c. */
    unsigned long padding[RT_HART_irq - 4 - 8 / sizeof(unsigned long)];
    struct rt_hart_irq irq[RT_IRQ_STACKS];
    unsigned long start_sp; /**< What hart/park.S starts on. */
    unsigned long number;   /**< From 0, the boot hart. */
    char *stack_low;        /**< The lowest byte of the stack that this hart's program runs on;
                               the boot hart's is rt_stack_start. */
    unsigned long phase;    /**< An rt_hart_phase; hart.c says which hart may change it. */
    void (*start)(void *argument);
    void *argument;
    struct rt_hart_call *calls; /**< Posted to this hart, the latest first. */
    struct {
        unsigned long began; /**< minstret, and where. */
        const void *begin;
        unsigned long longest;
        const void *longest_begin;
    } critical;                    /**< See irq/critical_longest.c. */
    unsigned long stack_unguarded; /**< 1 if there was no PMP entry left for that stack's guard. */
    unsigned long reserved[RT_HART_BLOCK_SIZE / sizeof(unsigned long) - RT_HART_start_sp - 12];
};

static_assert(sizeof(struct rt_hart) == RT_HART_BLOCK_SIZE, "ld/sections.ld counts on this size");
static_assert(offsetof(struct rt_hart, state) == RT_HART_STATE, "as assembly has it");
static_assert(offsetof(struct rt_hart, in_program) == RT_HART_IN_PROGRAM, "as assembly has it");
static_assert(offsetof(struct rt_hart, scratch) == RT_HART_SCRATCH, "as assembly has it");
static_assert(offsetof(struct rt_hart, irq) == RT_HART_irq * sizeof(unsigned long),
              "as assembly has it");
static_assert(offsetof(struct rt_hart, start_sp) == RT_HART_start_sp * sizeof(unsigned long),
              "as assembly has it");
static_assert(offsetof(struct rt_hart, phase) == RT_HART_phase * sizeof(unsigned long),
              "as assembly has it");

/** The running hart's block. Valid once rti_entry has begun. */
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
