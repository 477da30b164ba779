/* SPDX-License-Identifier: MIT */
/** @file
 * Interrupt handlers, bound by name when the firmware is linked.
 *
 *     RT_INTERRUPT(timer)
 *     {
 *         ticks++;
 *     }
 *
 * The sources are software, timer and external (privileged specification, section 3.1.9). Any other
 * name fails to compile, and a second handler for a source fails to link. A source without a
 * handler panics, and the report names the source. A source interrupts once it is enabled
 * (rt_interrupt_enable) and interrupts are on (rt_interrupts_on). Both are off at start.
 *
 * Handlers run on separate stacks of IRQ_STACK bytes: one for all plain handlers, and one for each
 * nesting handler. A stack exists only if such a handler is linked in. INTERRUPTS in
 * rivet_add_firmware selects vectored or direct mode.
 */
#ifndef RT_INTERRUPT_H
#define RT_INTERRUPT_H

#include <rt/csr.h>
#include <rt/detail/interrupt_entry.h>

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
 * a debug build (CMAKE_BUILD_TYPE Debug) any such instruction in the handler traps as illegal.
 */
#define RT_INTERRUPT(source) RT_INTERRUPT_CALLED(source, plain, RT_IRQ_PLAIN)

/**
 * The same, but saves floating-point registers for the handler. rivet-check rejects a handler
 * if its direct calls never reach the FPU; one with indirect calls is accepted.
 */
#define RT_INTERRUPT_FLOAT(source) RT_INTERRUPT_CALLED(source, plain, RT_IRQ_PLAIN_FLOAT)

/**
 * Defines a handler that higher sources may preempt: external is above software, software above
 * timer. mepc, mstatus and mie are saved. Inside it, only the higher sources stay enabled in mie;
 * the others are re-enabled when it returns, except those that rt_interrupt_disable disabled.
 */
#define RT_INTERRUPT_NESTING(source) RT_INTERRUPT_CALLED(source, nesting, RT_IRQ_NESTING)

/** The same, but saves floating-point registers like RT_INTERRUPT_FLOAT. */
#define RT_INTERRUPT_NESTING_FLOAT(source) \
    RT_INTERRUPT_CALLED(source, nesting, RT_IRQ_NESTING_FLOAT)

/**
 * Defines a handler that the vector jumps to directly. The compiler saves the registers it uses on
 * the interrupted stack, floating-point registers included. This is the fastest kind for a few
 * instructions; if it calls a function, the compiler saves all caller-saved registers.
 */
#define RT_INTERRUPT_DIRECT(source)            \
    RT_INTERRUPT_CHECK(source);                \
    void rt_vector_##source(void);             \
    __attribute__((interrupt("machine"), used, \
                   section(".text.rt_vector." #source))) void rt_vector_##source(void)

/**
 * Enables @p source (IRQ_MACHINE_SOFTWARE, _TIMER or _EXTERNAL) on this hart. Callable from
 * anywhere, but a nesting handler must not enable its own source or a lower one.
 */
static inline void rt_interrupt_enable(unsigned source)
{
    csr_set(mie, 1UL << source);
}

/** Disables @p source on this hart. Callable from anywhere. */
void rt_interrupt_disable(unsigned source);

/** True while @p source is pending, enabled or not. */
static inline bool rt_interrupt_pending(unsigned source)
{
    return (csr_read(mip) >> source & 1) != 0;
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

enum {
    rt_interrupt_source_software = IRQ_MACHINE_SOFTWARE,
    rt_interrupt_source_timer = IRQ_MACHINE_TIMER,
    rt_interrupt_source_external = IRQ_MACHINE_EXTERNAL,
};

#define RT_INTERRUPT_CHECK(source)                   \
    static_assert(rt_interrupt_source_##source != 0, \
                  "the interrupt sources are software, timer and external")

/*
 * ld/sections.ld checks for rt_<kind>_<source> to decide which stacks are needed. The entry is
 * assembled into its own section from inside an empty function, which the linker drops. There the
 * compiler adds no unwinding information, and the assembler knows the instruction set even with
 * link-time optimisation.
 */
#define RT_INTERRUPT_CALLED(source, kind, entry)                                                \
    RT_INTERRUPT_CHECK(source);                                                                 \
    void rt_##kind##_##source(void);                                                            \
    void rt_write_vector_##source(void);                                                        \
    __attribute__((naked, used, no_profile_instrument_function)) void rt_write_vector_##source( \
        void)                                                                                   \
    {                                                                                           \
        __asm__ volatile(RT_IRQ_FUNCTION(source, entry(source, rt_##kind##_##source)));         \
    }                                                                                           \
    __attribute__((used)) void rt_##kind##_##source(void)

/** @endcond */

#ifdef __cplusplus
}
#endif

#endif
