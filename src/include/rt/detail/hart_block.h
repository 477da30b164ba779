/* SPDX-License-Identifier: MIT */
/** @file
 * The memory area of a hart, shared by assembly, C and ld/sections.ld.
 *
 * From low to high, an area contains the interrupt stacks and the trap stack, each above a guard,
 * then struct rt_hart and the thread-local block. tp points at the thread-local block, so the
 * struct is at negative offsets from tp. Outside the trap entry, mscratch points at the top of the
 * trap stack, which is also the address of the struct.
 */
#ifndef RT_DETAIL_HART_BLOCK_H
#define RT_DETAIL_HART_BLOCK_H

#include <rt/detail/registers.h>

/** Bytes of struct rt_hart; ld/sections.ld has the same number and a test compares them. */
#define RT_HART_BLOCK_SIZE 224

/* The interrupt stacks: one for all plain handlers, one for the nesting handlers of each level.
 * Sources that a board names are on the timer's level. */
#define RT_IRQ_STACK_plain    0
#define RT_IRQ_STACK_software 1
#define RT_IRQ_STACK_timer    2
#define RT_IRQ_STACK_external 3
#define RT_IRQ_STACKS         4

/* Words of the frames that interrupt entries push on them; a multiple of 16 bytes. They begin with
 * RT_CALLER_SAVED registers. */
#define RT_IRQ_FRAME_plain   RT_HIGH_REGISTER_OR(16, 12)
#define RT_IRQ_FRAME_nesting RT_HIGH_REGISTER_OR(20, 16)

/* Words by which both are longer if entries trust no context; tp and gp come first there. */
#define RT_IRQ_FRAME_any 4

/* Words of the nesting frame: mepc, mstatus, mie and the interrupted sp. */
#define RT_IRQ_FRAME_PC     RT_HIGH_REGISTER_OR(16, 12)
#define RT_IRQ_FRAME_STATUS RT_HIGH_REGISTER_OR(17, 13)
#define RT_IRQ_FRAME_MIE    RT_HIGH_REGISTER_OR(18, RT_IRQ_FRAME_MIE_OF_RVE)
#define RT_IRQ_FRAME_SP     RT_HIGH_REGISTER_OR(19, 15)

/* RT_IRQ_FRAME_MIE of a core with 16 registers, for host tools. */
#define RT_IRQ_FRAME_MIE_OF_RVE 14

/* Word indices in struct rt_hart, which assembly uses. */
#define RT_HART_run       6
#define RT_HART_context   7
#define RT_HART_irq       8
#define RT_HART_start_sp  16
#define RT_HART_number    17
#define RT_HART_stack_low 18
#define RT_HART_phase     19
#define RT_HART_painted   27
#define RT_HART_OF(index) ((index) * (__riscv_xlen / 8) - RT_HART_BLOCK_SIZE)

/* Offsets from tp of an interrupt stack's two words. */
#define RT_HART_IRQ_SP(stack)    RT_HART_OF(RT_HART_irq + 2 * (stack))
#define RT_HART_IRQ_FRAME(stack) RT_HART_OF(RT_HART_irq + 2 * (stack) + 1)

/** Offsets of the members that assembly uses. */
#define RT_HART_STATE      (__riscv_xlen / 8)
#define RT_HART_IN_PROGRAM (__riscv_xlen / 8 + 2)
#define RT_HART_SCRATCH    (__riscv_xlen / 8 + 8)

/* Values of state. A block that was written over has none of them, and counts as running. */
#define RT_HART_STATE_BOOTING   0x2b5
#define RT_HART_STATE_PANICKING 0x4e6

/* Offset from tp of the second word of scratch. */
#define RT_HART_TRAP_WORD (RT_HART_SCRATCH + __riscv_xlen / 8 - RT_HART_BLOCK_SIZE)

#ifndef __ASSEMBLER__

#include <assert.h>
#include <rt/csr.h>

#include <stddef.h>

/** Which parts of the runtime a trap on this hart may use. */
enum rt_hart_state {
    RT_HART_RUNNING = 1,                         /**< And any other value. */
    RT_HART_BOOTING = RT_HART_STATE_BOOTING,     /**< Memory is not initialised yet. */
    RT_HART_PANICKING = RT_HART_STATE_PANICKING, /**< The report is being written. */
};

struct rt_hart_irq {
    unsigned long interrupted_sp; /**< Of the program that the handler interrupted. For a reentrant
                                     handler: nonzero while active, see irq/controller.c. */
    unsigned long *frame;         /**< Where an entry saves; NULL if no handler needs the stack. */
};

enum rt_hart_phase {
    RT_HART_PHASE_PARKED = 0, /**< hart/park.S writes 0. */
    RT_HART_PHASE_CLAIMED,
    RT_HART_PHASE_STARTING,
    RT_HART_PHASE_STARTED,
    RT_HART_PHASE_ABSENT,
};

struct rt_context;
struct rt_hart_async_call;
struct rt_trap_frame;

struct rt_hart {
    unsigned long id; /**< mhartid. */
    /* One word, which start.S writes. */
    volatile unsigned short state;      /**< enum rt_hart_state. */
    volatile unsigned short in_program; /**< 1 if the application's handler may serve the next trap:
                                           the hart is neither starting nor inside a trap. */
    unsigned reserved_half;
    unsigned long scratch[2];            /**< Used by the trap entry. */
    const struct rt_trap_frame *stopped; /**< Frame at a stop by another's panic; hart/stop.c. */
#if __riscv_xlen == 64
    unsigned long reserved_word;
#endif
    unsigned long run_sp;       /**< Of rt_program_run, which waits for its program to end. */
    struct rt_context *context; /**< That runs; valid if the hart has contexts (rt/context.h). With
                                   MODES a struct rt_program, or NULL. */
    struct rt_hart_irq irq[RT_IRQ_STACKS];
    unsigned long start_sp; /**< The sp that hart/park.S starts with. */
    unsigned long number;   /**< From 0, the boot hart. */
    char *stack_low;        /**< The lowest byte of the program's stack. On the boot hart, which has
                               rt_stack_start, set only if guards are painted. */
    unsigned long phase;    /**< An rt_hart_phase; see hart.c for which hart may change it. */
    void (*start)(void *argument);
    void *argument;
    struct rt_hart_async_call *calls; /**< Posted to this hart, latest first. */
    struct {
        unsigned long began; /**< minstret, and where. */
        const void *begin;
        unsigned long longest;
        const void *longest_begin;
    } critical;            /**< See irq/critical_longest.c. */
    unsigned long painted; /**< Guards without a PMP entry; see base/guards.h. */
#if __riscv_xlen == 32
    unsigned long reserved[RT_HART_BLOCK_SIZE / sizeof(unsigned long) - RT_HART_start_sp - 12];
#endif
};

static_assert(sizeof(struct rt_hart) == RT_HART_BLOCK_SIZE, "ld/sections.ld has the same size");
static_assert(offsetof(struct rt_hart, state) == RT_HART_STATE,
              "assembly must have the same offset");
static_assert(offsetof(struct rt_hart, in_program) == RT_HART_IN_PROGRAM,
              "assembly must have the same offset");
static_assert(offsetof(struct rt_hart, scratch) == RT_HART_SCRATCH,
              "assembly must have the same offset");
static_assert(offsetof(struct rt_hart, run_sp) == RT_HART_run * sizeof(unsigned long),
              "assembly must have the same offset");
static_assert(offsetof(struct rt_hart, context) == RT_HART_context * sizeof(unsigned long),
              "assembly must have the same offset");
static_assert(offsetof(struct rt_hart, irq) == RT_HART_irq * sizeof(unsigned long),
              "assembly must have the same offset");
static_assert(offsetof(struct rt_hart, start_sp) == RT_HART_start_sp * sizeof(unsigned long),
              "assembly must have the same offset");
static_assert(offsetof(struct rt_hart, phase) == RT_HART_phase * sizeof(unsigned long),
              "assembly must have the same offset");
static_assert(offsetof(struct rt_hart, stopped) == 3 * sizeof(unsigned long) + 8,
              "tools/rivet-dump must have the same offset");
static_assert(offsetof(struct rt_hart, number) == RT_HART_number * sizeof(unsigned long),
              "tools/rivet-dump must have the same offset");
static_assert(offsetof(struct rt_hart, stack_low) == RT_HART_stack_low * sizeof(unsigned long),
              "tools/rivet-dump must have the same offset");
static_assert(offsetof(struct rt_hart, painted) == RT_HART_painted * sizeof(unsigned long),
              "tools/rivet-dump must have the same offset");

/** The running hart's block, for handlers and a hart's start: tp must be the runtime's. */
static inline struct rt_hart *rt_hart_block(void)
{
    return (struct rt_hart *)__builtin_thread_pointer() - 1;
}

/** The same, read from mscratch: valid from reset on, whatever tp holds, such as in a task. */
static inline struct rt_hart *rt_hart_block_of_trap(void)
{
    return (struct rt_hart *)csr_read(mscratch);
}

#endif

#endif
