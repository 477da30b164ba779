/* SPDX-License-Identifier: MIT */
/*
 * Performance monitoring (SBI, chapter 11): the core's counters. There are none of the firmware's.
 */
#include "hart.h"
#include "pmu_counters.h"

enum function {
    NUM_COUNTERS,
    GET_INFO,
    CONFIG_MATCHING,
    START,
    STOP,
};

enum {
    CONFIG_SKIP_MATCH = 1 << 0,
    CONFIG_CLEAR_VALUE = 1 << 1,
    CONFIG_AUTO_START = 1 << 2,
    CONFIG_INHIBIT_SHIFT = 3, /* Five bits: in VU, VS, U, S and M mode. */
    CONFIG_FLAGS = 0xff,
    START_SET_VALUE = 1,
    STOP_RESET = 1,
    INHIBIT_SHIFT = 58, /* The same bits in mhpmevent (Sscofpmf). */
    CSR_CYCLE = 0xc00,
    WIDTH_SHIFT = 12,
};

/* The harts are alike; found when it is first needed. */
static uint32_t all_counters(void)
{
    static uint32_t found;
    uint32_t counters = __atomic_load_n(&found, __ATOMIC_RELAXED);

    if (counters == 0) {
        counters = sbi_counters_find(sbi_machine->pmu.counters);
        __atomic_store_n(&found, counters, __ATOMIC_RELAXED);
    }
    return counters;
}

/* The counters that a mask and its base name. Returns false if one of them does not exist. */
static bool counters_of(unsigned long base, unsigned long mask, uint32_t *counters)
{
    if (base >= SBI_COUNTERS) {
        return false;
    }
    *counters = (uint32_t)(mask << base);
    return mask != 0 && (mask & ~(unsigned long)(all_counters() >> base)) == 0;
}

/* Those that can count an event. */
static uint32_t counters_for(unsigned long event)
{
    const struct sbi_pmu *const pmu = &sbi_machine->pmu;
    uint32_t counters = 0;

    for (unsigned i = 0; i < pmu->range_count; i++) {
        const struct sbi_pmu_range *const range = &pmu->ranges[i];
        counters |= event >= range->first && event <= range->last ? range->counters : 0;
    }
    return counters;
}

static uint64_t selector_of(unsigned long event)
{
    const struct sbi_pmu *const pmu = &sbi_machine->pmu;

    for (unsigned i = 0; i < pmu->selector_count; i++) {
        if (pmu->selectors[i].event == event) {
            return pmu->selectors[i].selector;
        }
    }
    return event;
}

static void select_event(unsigned counter, unsigned long event, unsigned long flags)
{
    const uint64_t inhibited = (flags & CONFIG_FLAGS) >> CONFIG_INHIBIT_SHIFT;

    if (counter >= SBI_COUNTER_FIRST) {
        sbi_counter_select(counter, selector_of(event) | inhibited << INHIBIT_SHIFT);
    }
}

/* Gives the supervisor a counter for an event: one that is free, or, if it asks for no match, the
 * first that it names. */
static struct sbi_result config_matching(const unsigned long a[6])
{
    struct sbi_hart *const hart = sbi_hart_self();
    const unsigned long flags = a[2];
    uint32_t counters;

    if ((flags & ~(unsigned long)CONFIG_FLAGS) != 0 || !counters_of(a[0], a[1], &counters)) {
        return (struct sbi_result){SBI_ERR_INVALID_PARAM, 0};
    }
    if ((flags & CONFIG_SKIP_MATCH) == 0) {
        counters &= counters_for(a[3]) & ~hart->counters;
    }
    if (counters == 0) {
        return (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
    }
    const unsigned counter = sbi_lowest(counters);
    if ((hart->counters >> counter & 1) == 0) {
        sbi_counters_stop(1U << counter);
        select_event(counter, a[3], flags);
        hart->counters |= 1U << counter;
    }
    if ((flags & CONFIG_CLEAR_VALUE) != 0) {
        sbi_counter_write(counter, 0);
    }
    if ((flags & CONFIG_AUTO_START) != 0) {
        sbi_counters_start(1U << counter);
    }
    return (struct sbi_result){SBI_OK, (long)counter};
}

static void write_values(uint32_t counters, uint64_t value)
{
    for (unsigned counter = 0; counter < SBI_COUNTERS; counter++) {
        if ((counters >> counter & 1) != 0) {
            sbi_counter_write(counter, value);
        }
    }
}

static long start(const unsigned long a[6])
{
    uint32_t counters;
#if __riscv_xlen == 64
    const uint64_t value = a[3];
#else
    const uint64_t value = (uint64_t)a[4] << 32 | a[3];
#endif

    if ((a[2] & ~(unsigned long)START_SET_VALUE) != 0 || !counters_of(a[0], a[1], &counters)) {
        return SBI_ERR_INVALID_PARAM;
    }
    const uint32_t stopped = counters & sbi_counters_stopped();
    if (a[2] == START_SET_VALUE) {
        write_values(stopped, value);
    }
    sbi_counters_start(stopped);
    return stopped == counters ? SBI_OK : SBI_ERR_ALREADY_STARTED;
}

static long stop(const unsigned long a[6])
{
    struct sbi_hart *const hart = sbi_hart_self();
    uint32_t counters;

    if ((a[2] & ~(unsigned long)STOP_RESET) != 0 || !counters_of(a[0], a[1], &counters)) {
        return SBI_ERR_INVALID_PARAM;
    }
    const uint32_t running = counters & ~sbi_counters_stopped();
    sbi_counters_stop(running);
    if (a[2] == STOP_RESET) {
        hart->counters &= ~counters;
    }
    return running == counters ? SBI_OK : SBI_ERR_ALREADY_STOPPED;
}

/* Its CSR of lower modes, and its width less 1. */
static struct sbi_result get_info(unsigned long counter)
{
    if (counter >= SBI_COUNTERS || (all_counters() >> counter & 1) == 0) {
        return (struct sbi_result){SBI_ERR_INVALID_PARAM, 0};
    }
    return (struct sbi_result){SBI_OK, (long)((CSR_CYCLE + counter) | 63UL << WIDTH_SHIFT)};
}

/* One more than the highest. */
static long count_numbers(uint32_t counters)
{
    long count = 0;

    while (count < SBI_COUNTERS && counters >> count != 0) {
        count++;
    }
    return count;
}

static struct sbi_result serve(const struct sbi_call *call)
{
    const unsigned long *const a = call->arguments;

    switch (call->function) {
    case NUM_COUNTERS:
        return (struct sbi_result){SBI_OK, count_numbers(all_counters())};
    case GET_INFO:
        return get_info(a[0]);
    case CONFIG_MATCHING:
        return config_matching(a);
    case START:
        return (struct sbi_result){start(a), 0};
    case STOP:
        return (struct sbi_result){stop(a), 0};
    default:
        return (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
    }
}

const struct sbi_extension sbi_pmu = SBI_EXTENSION(0x504d55, serve);
