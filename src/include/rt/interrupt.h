/* SPDX-License-Identifier: MIT */
/** @file
 * Interrupt handlers, bound by name when the firmware is linked.
 *
 *     RT_INTERRUPT(timer)
 *     {
 *         ticks++;
 *     }
 *
 * The sources are software, timer and external (privileged specification, section 3.1.9), and those
 * that the board names in RIVET_BOARD_INTERRUPTS (board.cmake). A handler for any other name does
 * not compile. The interrupt of a device, such as a UART, is not a source: attach it by
 * rt_irq_attach (rt/irq_controller.h). A second handler for a source does not link. A source
 * without a handler panics. The report names the source, or gives the number of one of the board's.
 * A source interrupts once it is enabled (rt_interrupt_enable) and interrupts are on
 * (rt_interrupts_on). Both are off at start.
 *
 * Handlers run on separate stacks of IRQ_STACK bytes: one for all plain handlers, and one for the
 * nesting handlers of each level. A stack exists only if such a handler is linked in.
 *
 * Two options of rivet_add_firmware concern all handlers. INTERRUPTS selects vectored or direct
 * mode. CONTEXTS any is for firmware in which an interrupt may find the sp, gp or tp of a task of
 * yours or of a lower mode. Each entry then takes its own from mscratch, and puts the others back:
 * nine instructions more before the handler, four after it. With CONTEXTS own, the default, sp, gp
 * and tp must be those that the runtime set whenever interrupts are on.
 */
#ifndef RT_INTERRUPT_H
#define RT_INTERRUPT_H

#include <rt/csr.h>

#include <assert.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Defines the handler of @p source. It is ordinary C and runs on the interrupt stack with
 * interrupts off.
 *
 * It must not touch floating-point registers: they are not saved. RT_INTERRUPT_FLOAT saves them.
 * rivet-check rejects a handler that reaches a floating-point instruction by direct calls. In
 * a debug build (CMAKE_BUILD_TYPE Debug) any such instruction in the handler traps as illegal,
 * except with CONTEXTS any.
 */
#define RT_INTERRUPT(source) RT_INTERRUPT_CALLED(source, plain, plain)

/**
 * The same, but saves floating-point registers for the handler. rivet-check rejects a handler
 * if its direct calls never reach the FPU; one with indirect calls is accepted.
 */
#define RT_INTERRUPT_FLOAT(source) RT_INTERRUPT_CALLED(source, plain, plain_float)

/**
 * Defines a handler that sources of a higher level may preempt: external is above software,
 * software above timer, and the board's own sources are on the timer's level. mepc, mstatus and mie
 * are saved. Inside it, only the higher sources stay enabled in mie; the others are re-enabled when
 * it returns, except those that rt_interrupt_disable disabled.
 */
#define RT_INTERRUPT_NESTING(source) RT_INTERRUPT_CALLED(source, nesting, nesting)

/** The same, but saves floating-point registers like RT_INTERRUPT_FLOAT. */
#define RT_INTERRUPT_NESTING_FLOAT(source) RT_INTERRUPT_CALLED(source, nesting, nesting_float)

/**
 * Defines a handler that the vector jumps to directly. The compiler saves the registers it uses on
 * the interrupted stack, floating-point registers included. This is the fastest kind for a few
 * instructions; if it calls a function, the compiler saves all caller-saved registers. Needs
 * CONTEXTS own.
 */
#define RT_INTERRUPT_DIRECT(source)                                \
    RT_INTERRUPT_REFER(rti_RT_INTERRUPT_DIRECT_needs_CONTEXTS_own) \
    RT_INTERRUPT_VECTOR(source, interrupt("machine"))

/**
 * Defines what the vector jumps to, as a naked function: assembly that saves and restores what it
 * uses and ends with mret. Every register is the interrupted program's, with CONTEXTS any also gp:
 * write ".option norelax" before an address, or the linker takes it relative to gp. mscratch leads
 * to the hart's block, whose two words from RT_HART_SCRATCH on (rt/detail/hart_block.h) it may use.
 */
#define RT_INTERRUPT_NAKED(source) RT_INTERRUPT_VECTOR(source, naked)

/**
 * Enables @p source (IRQ_MACHINE_SOFTWARE, _TIMER, _EXTERNAL or a number that the board names) on
 * this hart. Callable from anywhere, but a nesting handler must not enable its own source or a
 * lower one. On a board whose IPIs are messages to IMSICs, the software interrupt enables the
 * external one too: an IPI of another hart arrives as one.
 */
static inline void rt_interrupt_enable(unsigned source)
{
    const bool is_software = RT_SOFTWARE_ARRIVES_BY != 0 && source == IRQ_MACHINE_SOFTWARE;

    csr_set(mie, 1UL << source | (is_software ? RT_SOFTWARE_ARRIVES_BY : 0));
}

/** Disables @p source on this hart. Callable from anywhere. */
void rt_interrupt_disable(unsigned source);

/** True while @p source is pending, enabled or not. */
static inline bool rt_interrupt_pending(unsigned source)
{
    return (csr_read(mip) >> source & 1) != 0 ||
           (source == IRQ_MACHINE_SOFTWARE && RT_IPI_PENDING());
}

/** Turns interrupts on for this hart. Not for handlers. */
static inline void rt_interrupts_on(void)
{
    csr_set(mstatus, MSTATUS_MIE);
}

/** Turns interrupts off for this hart. Prefer RT_CRITICAL (rt/critical.h). */
static inline void rt_interrupts_off(void)
{
    csr_clear(mstatus, MSTATUS_MIE);
}

/**
 * Sleeps until an enabled source is pending, whether interrupts are on or off; may return early. To
 * avoid missing an interrupt, check for work and call this with interrupts off, then turn them on.
 */
static inline void rt_interrupt_wait(void)
{
    __asm__ volatile("wfi" ::: "memory");
}

/* Internals of the macros. */

/** @cond internal */

#ifdef __cplusplus
#define RT_INTERRUPT_LINKAGE extern "C"
#define RT_INTERRUPT_EXTERN  extern "C"
#else
#define RT_INTERRUPT_LINKAGE
#define RT_INTERRUPT_EXTERN extern
#endif

#if __riscv_xlen == 64
#define RT_INTERRUPT_WORD ".8byte "
#else
#define RT_INTERRUPT_WORD ".4byte "
#endif

/*
 * RT_INTERRUPT_KNOWN(RT_INTERRUPT_IS_name) is 1 if the macro RT_INTERRUPT_IS_name exists, and else
 * 0. rivet::rivet defines this macro for each of the board's own sources, and their names as text.
 */
#define RT_INTERRUPT_IS_software            0, 1
#define RT_INTERRUPT_IS_timer               0, 1
#define RT_INTERRUPT_IS_external            0, 1
#define RT_INTERRUPT_KNOWN(...)             RT_INTERRUPT_SECOND(__VA_ARGS__, 0, 0)
#define RT_INTERRUPT_SECOND(a, second, ...) second
#ifndef RT_INTERRUPT_NAMES_OF_BOARD
#define RT_INTERRUPT_NAMES_OF_BOARD ""
#endif

/*
 * Rejects a source that does not exist. Defines a symbol, so that the linker names the files of two
 * handlers for a source. ld/sections.ld leaves this section out of the image.
 */
#define RT_INTERRUPT_CHECK(source)                                                            \
    static_assert(RT_INTERRUPT_KNOWN(RT_INTERRUPT_IS_##source),                               \
                  "RT_INTERRUPT: there is no source " #source                                 \
                  ". The sources are software, timer, external" RT_INTERRUPT_NAMES_OF_BOARD   \
                  ". For a device, such as a UART, use rt_irq_attach (rt/irq_controller.h)"); \
    RT_INTERRUPT_EXTERN const char rti_the_only_handler_of_##source;                          \
    __attribute__((used, section(".rivet.interrupts")))                                       \
    const char rti_the_only_handler_of_##source = 0;

/*
 * Makes the linker look for @p symbol, which is how the entry is taken from its archive. The
 * section's flag "a" makes LLVM's linker complain too, and the message names what is missing.
 */
#define RT_INTERRUPT_REFER(symbol)                                                         \
    __asm__(".pushsection .rivet.interrupts, \"a\", @progbits\n" RT_INTERRUPT_WORD #symbol \
            "\n.popsection");

#define RT_INTERRUPT_VECTOR(source, attribute)                                                     \
    RT_INTERRUPT_CHECK(source)                                                                     \
    RT_INTERRUPT_REFER(rti_vectors)                                                                \
    RT_INTERRUPT_LINKAGE void rt_vector_##source(void);                                            \
    __attribute__((attribute, used, section(".text.rt_vector." #source))) void rt_vector_##source( \
        void)

/* The entries are instances of src/entry/interrupt_entry.h. They call rt_<kind>_<source>. */
#define RT_INTERRUPT_CALLED(source, kind, entry)          \
    RT_INTERRUPT_CHECK(source)                            \
    RT_INTERRUPT_REFER(rti_entry_##entry##_##source)      \
    RT_INTERRUPT_LINKAGE void rt_##kind##_##source(void); \
    __attribute__((used)) void rt_##kind##_##source(void)

/** @endcond */

#ifdef __cplusplus
}
#endif

#endif
