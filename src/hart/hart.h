/* SPDX-License-Identifier: MIT */
/*
 * Shared by the implementation files of <rt/hart.h>.
 */
#ifndef HART_H
#define HART_H

#include <rt/board.h>
#include <rt/hart.h>
#include <rt/image.h>

/* A board may lack it. The linker then refuses several harts, and contexts (ld/sections.ld). */
#pragma weak board_set_software_irq

/** Fills in the thread-local storage and the interrupt stacks of the running hart, and the context
 * in its block @p hart. */
void rti_hart_area_init(struct rt_hart *hart);

/** Fills in the block and thread-local storage of the running hart. Not for the boot hart. */
void rti_hart_block_init(unsigned long number);

enum {
    HART_IDS = 16
};

/** The number of each hart by mhartid (hart/numbers.S). */
extern const uint32_t rti_hart_numbers[HART_IDS];

/** The block of hart @p number, NULL if there is none. */
struct rt_hart *rti_hart_block_of(unsigned number);

/** Sends an IPI to @p hart, ordered after all earlier memory accesses. */
void rti_hart_send_ipi(const struct rt_hart *hart);

/** The distance of two harts' areas, in bytes. */
static inline size_t rti_hart_stride(void)
{
    return (size_t)(rt_boot_area_end - rt_harts_start);
}

static inline unsigned long rti_hart_phase(const struct rt_hart *hart)
{
    return __atomic_load_n(&hart->phase, __ATOMIC_ACQUIRE);
}

/** Whether @p hart has been started and has not parked since. */
static inline bool rti_hart_runs(const struct rt_hart *hart)
{
    const unsigned long phase = rti_hart_phase(hart);

    return phase == RT_HART_PHASE_STARTING || phase == RT_HART_PHASE_STARTED;
}

/**
 * Orders all earlier accesses before the next compare-and-swap. Call it before each that must
 * release, instead of asking for that order: GCC 12 emits no fence for the order of success.
 */
static inline void rti_hart_release(void)
{
    __atomic_thread_fence(__ATOMIC_RELEASE);
}

/** Changes the phase of @p hart, unless it is not @p from. Returns whether it was. */
static inline bool rti_hart_change_phase(struct rt_hart *hart, unsigned long from, unsigned long to)
{
    rti_hart_release();
    return __atomic_compare_exchange_n(&hart->phase, &from, to, false, __ATOMIC_ACQUIRE,
                                       __ATOMIC_ACQUIRE);
}

/** The list of a hart that accepts no calls because it isn't running. */
#define HART_CALLS_CLOSED ((struct rt_hart_async_call *)1)

/**
 * Replaces this hart's list of calls by @p rest, NULL or HART_CALLS_CLOSED. Runs the calls that
 * were in it in the order of posting. Call with interrupts off.
 */
void rti_hart_run_calls(struct rt_hart_async_call *rest);

#endif
