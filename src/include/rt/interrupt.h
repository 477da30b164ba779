/* SPDX-License-Identifier: MIT */
/** @file
 * Interrupt handlers, bound by name when the firmware is linked.
 *
 *     RT_INTERRUPT(timer)
 *     {
 *         ticks++;
 *     }
 *
 * The sources are software, timer and external (privileged specification, section 3.1.9). A name
 * that is none of them doesn't compile, a second handler for a source doesn't link, and a source
 * without a handler panics and says which one it was. A source interrupts once it is enabled
 * (rt_interrupt_enable) and interrupts are on (rt_interrupts_on); the start leaves both off.
 *
 * Handlers run on stacks of their own, IRQ_STACK bytes each: one for all plain handlers, one for
 * each nesting one; they exist only where such a handler is linked in. rivet_add_firmware's
 * INTERRUPTS says whether the core is given vectors or one entry for all.
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
 * Defines the handler of @p source: ordinary C, on the interrupt stack, with interrupts off.
 *
 * It must not touch floating-point registers: they are not saved. RT_INTERRUPT_FLOAT saves them.
 * rivet-check refuses a handler that reaches such an instruction by direct calls. In a debug
 * build (CMAKE_BUILD_TYPE Debug) such an instruction is illegal there, however it is reached.
 */
#define RT_INTERRUPT(source) RT_INTERRUPT_CALLED(source, plain, RT_IRQ_PLAIN)

/**
 * The same, for a handler that calculates with floating point. rivet-check refuses one whose
 * direct calls never reach the FPU; a handler with indirect calls is accepted.
 */
#define RT_INTERRUPT_FLOAT(source) RT_INTERRUPT_CALLED(source, plain, RT_IRQ_PLAIN_FLOAT)

/**
 * Defines a handler that sources above its own may interrupt: external is above software, software
 * above timer. mepc, mstatus and mie are saved. Inside it, mie has only the sources above its own,
 * and is put back when it returns; rt_interrupt_disable holds all the same.
 */
#define RT_INTERRUPT_NESTING(source) RT_INTERRUPT_CALLED(source, nesting, RT_IRQ_NESTING)

/** The same, for a handler that calculates with floating point, as RT_INTERRUPT_FLOAT. */
#define RT_INTERRUPT_NESTING_FLOAT(source) \
    RT_INTERRUPT_CALLED(source, nesting, RT_IRQ_NESTING_FLOAT)

/**
 * Defines a handler that is reached straight from the vector: the compiler saves what it uses, on
 * the interrupted stack, floating-point registers included. The fastest kind for a few
 * instructions; if it calls a function, the compiler saves everything.
 */
#define RT_INTERRUPT_DIRECT(source)            \
    RT_INTERRUPT_CHECK(source);                \
    void rt_vector_##source(void);             \
    __attribute__((interrupt("machine"), used, \
                   section(".text.rt_vector." #source))) void rt_vector_##source(void)

/**
 * Lets @p source (IRQ_MACHINE_SOFTWARE, _TIMER or _EXTERNAL) interrupt this hart. Callable from
 * anywhere; a nesting handler may not enable its own source or one below it.
 */
static inline void rt_interrupt_enable(unsigned source)
{
    csr_set(mie, 1UL << source);
}

/** Lets @p source interrupt this hart no longer. Callable from anywhere. */
void rt_interrupt_disable(unsigned source);

/** True while @p source waits to be served, enabled or not. */
static inline bool rt_interrupt_pending(unsigned source)
{
    return (csr_read(mip) >> source & 1) != 0;
}

/** Turns interrupts on for this hart. Not for handlers. */
static inline void rt_interrupts_on(void)
{
    csr_set(mstatus, MSTATUS_MIE);
}

/** Turns interrupts off for this hart; RT_CRITICAL (rt/critical.h) is the better way. */
static inline void rt_interrupts_off(void)
{
    csr_clear(mstatus, MSTATUS_MIE);
}

/**
 * Sleeps until an enabled source is pending, interrupts on or off; may return early. To miss no
 * interrupt, check for work and call this with interrupts off, then turn them on.
 */
static inline void rt_interrupt_wait(void)
{
    __asm__ volatile("wfi" ::: "memory");
}

/* What the macros are made of. */

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
 * ld/sections.ld looks for rt_<kind>_<source> to know which stacks are needed. The entry is written
 * from within an empty function, which no firmware keeps, in a section of its own: there the
 * compiler adds no unwinding information, and the assembler knows the instruction set even in
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
