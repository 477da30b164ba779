/* SPDX-License-Identifier: MIT */
/*
 * Performance monitoring (SBI, chapter 11). Counters 0 to 31 are the core's, those from 32 on the
 * firmware's.
 */
#include "hart.h"
#include "pmu_counters.h"
#include "pmu_firmware.h"

#include <sbi/pmu.h>

#include <stddef.h>

enum function {
    NUM_COUNTERS,
    GET_INFO,
    CONFIG_MATCHING,
    START,
    STOP,
    FIRMWARE_READ,
    FIRMWARE_READ_HIGH,
};

enum {
    CONFIG_INHIBIT_SHIFT = 3, /* Five bits: in VU, VS, U, S and M mode. */
    CONFIG_FLAGS = 0xff,
    START_SET_VALUE = 1,
    STOP_RESET = 1,
    INHIBIT_SHIFT = 58, /* The same bits in mhpmevent (Sscofpmf). */
    CSR_CYCLE = 0xc00,
    WIDTH_SHIFT = 12,
    EVENT_TYPE_SHIFT = 16,
    EVENT_TYPE_CACHE = 1,
    EVENT_TYPE_FIRMWARE = 15,
    KNOWN_EVENTS = 64, /* Of a type, in sbi_pmu_known. */
};

/* Some counters. */
struct counters {
    uint32_t core;
    uint32_t firmware; /* Bit 0 is counter 32. */
};

/* Marks events of two types as not counted, but those in a range. */
static void find_uncounted(struct sbi_pmu_known *known)
{
    const struct sbi_pmu *const pmu = &sbi_machine->pmu;
    uint32_t counted[2][2] = {{0}};

    for (unsigned i = 0; i < pmu->range_count; i++) {
        const struct sbi_pmu_range *const range = &pmu->ranges[i];
        for (unsigned type = 0; type < 2; type++) {
            const uint32_t base = type << EVENT_TYPE_SHIFT;
            for (uint32_t event = range->first > base ? range->first : base;
                 event <= range->last && event - base < KNOWN_EVENTS; event++) {
                counted[type][(event - base) / 32] |= UINT32_C(1) << event % 32;
            }
        }
    }
    for (unsigned type = 0; type < 2; type++) {
        known->uncounted[type][0] = ~counted[type][0];
        known->uncounted[type][1] = ~counted[type][1];
    }
}

static __attribute__((noinline)) uint32_t find_counters(void)
{
    const uint32_t counters = sbi_counters_find(sbi_machine->pmu.counters);

    find_uncounted(&sbi_pmu_known);
    __atomic_store_n(&sbi_pmu_known.counters, counters, __ATOMIC_RELAXED);
    return counters;
}

/* The harts are alike; found when it is first needed. */
static inline uint32_t all_counters(void)
{
    const uint32_t counters = __atomic_load_n(&sbi_pmu_known.counters, __ATOMIC_RELAXED);

    return counters != 0 ? counters : find_counters();
}

static uint32_t firmware_counters(void)
{
    return sbi_pmu_firmware != NULL ? (1U << SBI_FIRMWARE_COUNTERS) - 1 : 0;
}

/* The counters that a mask and its base name. Returns false if one of them does not exist. */
static bool counters_of(unsigned long base, unsigned long mask, struct counters *counters)
{
    const uint64_t wide = base < 2 * SBI_COUNTERS ? (uint64_t)mask << base : 0;

    *counters = (struct counters){(uint32_t)wide, (uint32_t)(wide >> 32)};
    return mask != 0 && wide != 0 && wide >> base == mask &&
           (counters->core & ~all_counters()) == 0 &&
           (counters->firmware & ~firmware_counters()) == 0;
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

/* What config_matching does once a counter of the core is chosen. */
static void configure(unsigned counter, unsigned long flags, unsigned long event)
{
    struct sbi_hart *const hart = sbi_hart_self();

    if ((hart->counters >> counter & 1) == 0) {
        sbi_counters_stop(1U << counter);
        select_event(counter, event, flags);
        hart->counters |= 1U << counter;
    }
    if ((flags & SBI_CONFIG_CLEAR_VALUE) != 0) {
        sbi_counter_write(counter, 0);
    }
    if ((flags & SBI_CONFIG_AUTO_START) != 0) {
        sbi_counters_start(1U << counter);
    }
}

static struct sbi_result config_firmware(uint32_t counters, unsigned long flags,
                                         unsigned long event)
{
    const int number = counters != 0 ? sbi_pmu_firmware->config(counters, flags, event) : -1;

    return number >= 0 ? (struct sbi_result){SBI_OK, SBI_COUNTERS + number}
                       : (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
}

/* Gives the supervisor a counter for an event: one that is free, or, if it asks for no match, the
 * first that it names. */
static struct sbi_result config_matching(const unsigned long a[6])
{
    const unsigned long flags = a[2];
    struct counters counters;

    if ((flags & ~(unsigned long)CONFIG_FLAGS) != 0 || !counters_of(a[0], a[1], &counters)) {
        return (struct sbi_result){SBI_ERR_INVALID_PARAM, 0};
    }
    /* Raw events, whose selector the caller gives, there are none of. */
    if (a[3] >> EVENT_TYPE_SHIFT > EVENT_TYPE_CACHE &&
        a[3] >> EVENT_TYPE_SHIFT != EVENT_TYPE_FIRMWARE) {
        return (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
    }
    if (a[3] >> EVENT_TYPE_SHIFT == EVENT_TYPE_FIRMWARE) {
        return config_firmware(counters.firmware, flags, a[3]);
    }
    if ((flags & SBI_CONFIG_SKIP_MATCH) == 0) {
        counters.core &= counters_for(a[3]) & ~sbi_hart_self()->counters;
    }
    if (counters.core == 0) {
        return (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
    }
    const unsigned counter = sbi_lowest(counters.core);
    configure(counter, flags, a[3]);
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
    struct counters counters;
    const bool is_set = a[2] == START_SET_VALUE;
#if __riscv_xlen == 64
    const uint64_t value = a[3];
#else
    const uint64_t value = (uint64_t)a[4] << 32 | a[3];
#endif

    if ((a[2] & ~(unsigned long)START_SET_VALUE) != 0 || !counters_of(a[0], a[1], &counters)) {
        return SBI_ERR_INVALID_PARAM;
    }
    const uint32_t stopped = counters.core & sbi_counters_stopped();
    const uint32_t stopped_firmware =
        counters.firmware != 0 ? sbi_pmu_firmware->start(counters.firmware, is_set, value) : 0;
    if (is_set) {
        write_values(stopped, value);
    }
    sbi_counters_start(stopped);
    return stopped == counters.core && stopped_firmware == counters.firmware
               ? SBI_OK
               : SBI_ERR_ALREADY_STARTED;
}

static long stop(const unsigned long a[6])
{
    struct sbi_hart *const hart = sbi_hart_self();
    struct counters counters;

    if ((a[2] & ~(unsigned long)STOP_RESET) != 0 || !counters_of(a[0], a[1], &counters)) {
        return SBI_ERR_INVALID_PARAM;
    }
    const uint32_t running = counters.core & ~sbi_counters_stopped();
    const uint32_t running_firmware =
        counters.firmware != 0 ? sbi_pmu_firmware->stop(counters.firmware, a[2] == STOP_RESET) : 0;
    sbi_counters_stop(running);
    if (a[2] == STOP_RESET) {
        hart->counters &= ~counters.core;
    }
    return running == counters.core && running_firmware == counters.firmware
               ? SBI_OK
               : SBI_ERR_ALREADY_STOPPED;
}

static bool is_firmware_counter(unsigned long counter)
{
    return counter >= SBI_COUNTERS && counter - SBI_COUNTERS < SBI_FIRMWARE_COUNTERS &&
           firmware_counters() != 0;
}

/* The low or the high word of a counter of the firmware. On RV64 there is no high word. */
static struct sbi_result read_firmware(unsigned long counter, bool is_high)
{
    if (!is_firmware_counter(counter)) {
        return (struct sbi_result){SBI_ERR_INVALID_PARAM, 0};
    }
    const uint64_t value = sbi_pmu_firmware->read((unsigned)(counter - SBI_COUNTERS));
    return (struct sbi_result){SBI_OK,
                               (long)(is_high ? (__riscv_xlen == 32 ? value >> 32 : 0) : value)};
}

/* Its CSR of lower modes, and its width less 1, which Linux also wants of a firmware's. The highest
 * bit says that it is one. */
static struct sbi_result get_info(unsigned long counter)
{
    if (is_firmware_counter(counter)) {
        return (struct sbi_result){SBI_OK, (long)(1UL << (__riscv_xlen - 1) | 63UL << WIDTH_SHIFT)};
    }
    if (counter >= SBI_COUNTERS || (all_counters() >> counter & 1) == 0) {
        return (struct sbi_result){SBI_ERR_INVALID_PARAM, 0};
    }
    return (struct sbi_result){SBI_OK, (long)((CSR_CYCLE + counter) | 63UL << WIDTH_SHIFT)};
}

/* One more than the highest. */
static long count_numbers(void)
{
    const uint32_t counters = all_counters();
    long count = 0;

    if (firmware_counters() != 0) {
        return SBI_COUNTERS + SBI_FIRMWARE_COUNTERS;
    }
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
        return (struct sbi_result){SBI_OK, count_numbers()};
    case GET_INFO:
        return get_info(a[0]);
    case CONFIG_MATCHING:
        return config_matching(a);
    case START:
        return (struct sbi_result){start(a), 0};
    case STOP:
        return (struct sbi_result){stop(a), 0};
    case FIRMWARE_READ:
        return read_firmware(a[0], false);
    case FIRMWARE_READ_HIGH:
        return read_firmware(a[0], true);
    default:
        return (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
    }
}

const struct sbi_extension sbi_pmu = SBI_EXTENSION(0x504d55, serve);
