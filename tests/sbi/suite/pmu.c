/* SPDX-License-Identifier: MIT */
/*
 * Performance counters (SBI, chapter 11), as far as they are the same on every machine: cycles and
 * instructions can be counted.
 */
#include "case.h"

enum {
    NUM_COUNTERS,
    GET_INFO,
    CONFIG_MATCHING,
    START,
    STOP,
};

enum {
    CLEAR_VALUE = 2,
    CYCLES = 1,
    INSTRUCTIONS = 2,
};

static bool is_counter(unsigned long index)
{
    return sbi(PMU, GET_INFO, index).error == OK;
}

/* All counters, as a mask. */
static unsigned long all(void)
{
    unsigned long mask = 0;

    for (unsigned long index = 0; index < sbi(PMU, NUM_COUNTERS).value && index < 32; index++) {
        mask |= is_counter(index) ? 1UL << index : 0;
    }
    return mask;
}

static unsigned long read_counter(unsigned long index)
{
    const unsigned long csr = sbi(PMU, GET_INFO, index).value & 0xfff;

    return csr == 0xc00 ? csr_read(cycle) : csr == 0xc02 ? csr_read(instret) : 0;
}

CASE(pmu, counters_have_information)
{
    const unsigned long count = sbi(PMU, NUM_COUNTERS).value;

    EXPECT_EQ(sbi(PMU, NUM_COUNTERS).error, OK);
    EXPECT(count >= 2 && count <= 64);
    for (unsigned long index = 0; index < count; index++) {
        const struct result info = sbi(PMU, GET_INFO, index);
        case_note("counter", index);
        EXPECT(info.error == OK || info.error == INVALID_PARAM);
        EXPECT(info.error != OK || (info.value & 0xfff) >= 0xc00);
        EXPECT(info.error != OK || (info.value >> 18) == 0);
        EXPECT(info.error == OK || info.value == 0);
    }
    EXPECT_ERROR(INVALID_PARAM, PMU, GET_INFO, count);
    EXPECT_ERROR(INVALID_PARAM, PMU, GET_INFO, ~0UL);
    EXPECT_ERROR(INVALID_PARAM, PMU, GET_INFO, 1); /* The time. */
}

/* A counter counts while it is started, and only then. */
static void expect_counts(unsigned long event)
{
    const struct result found = sbi(PMU, CONFIG_MATCHING, 0, all(), CLEAR_VALUE, event);
    const unsigned long index = found.value;

    case_note("event", event);
    EXPECT_EQ(found.error, OK);
    EXPECT(is_counter(index));
    EXPECT_EQ(sbi(PMU, START, index, 1, 1, 1000).error, OK);
    EXPECT_ERROR(ALREADY_STARTED, PMU, START, index, 1, 0);
    const unsigned long before = read_counter(index);
    for (volatile unsigned i = 0; i < 1000; i++) {
    }
    EXPECT(read_counter(index) > before);
    EXPECT(before >= 1000);
    EXPECT_ERROR(OK, PMU, STOP, index, 1, 0);
    /* QEMU 7.2 forgets what a counter had counted at the first read after the stop. */
    (void)read_counter(index);
    const unsigned long stopped = read_counter(index);
    for (volatile unsigned i = 0; i < 1000; i++) {
    }
    EXPECT_EQ(read_counter(index), stopped);
    EXPECT_ERROR(ALREADY_STOPPED, PMU, STOP, index, 1, 1);
}

CASE(pmu, cycles_and_instructions_are_counted)
{
    expect_counts(CYCLES);
    expect_counts(INSTRUCTIONS);
}

/* Asks for a counter of some, and gives it back. */
static long config(unsigned long base, unsigned long mask, unsigned long event)
{
    const struct result found = sbi(PMU, CONFIG_MATCHING, base, mask, 0, event);

    case_note("event", event);
    EXPECT(found.error == OK || found.error == NOT_SUPPORTED);
    if (found.error == OK) {
        EXPECT(sbi(PMU, STOP, found.value, 1, 1).error == ALREADY_STOPPED);
    }
    return found.error;
}

/* Counter 0 counts cycles alone, so any other event is counted by one from number 2 on. */
CASE(pmu, an_event_is_counted_whichever_counters_are_named)
{
    enum {
        TYPES = 2,
        EVENTS = 80, /* More than a type has. */
    };
    const unsigned long mask = all();

    for (unsigned long type = 0; type < TYPES; type++) {
        for (unsigned long event = 0; event < EVENTS; event++) {
            const unsigned long number = type << 16 | event;
            const long whole = config(0, mask, number);
            EXPECT(number == CYCLES || config(2, mask >> 2, number) == whole);
        }
    }
    EXPECT_EQ(config(0, mask, CYCLES), OK);
}

/* Arguments are looked at before the event. */
CASE(pmu, bad_arguments_are_refused_for_events_that_nothing_counts)
{
    const unsigned long mask = all();

    for (unsigned long event = 0; event < 64; event++) {
        if (sbi(PMU, CONFIG_MATCHING, 0, mask, 0, event).error != NOT_SUPPORTED) {
            continue;
        }
        case_note("event", event);
        EXPECT_ERROR(INVALID_PARAM, PMU, CONFIG_MATCHING, 0, 0, 0, event);
        EXPECT_ERROR(INVALID_PARAM, PMU, CONFIG_MATCHING, 0, 2, 0, event);
        EXPECT_ERROR(INVALID_PARAM, PMU, CONFIG_MATCHING, 0, mask | 2, 0, event);
        EXPECT_ERROR(INVALID_PARAM, PMU, CONFIG_MATCHING, 1, mask, 0, event);
        EXPECT_ERROR(INVALID_PARAM, PMU, CONFIG_MATCHING, 0, mask, 0x100, event);
    }
}

CASE(pmu, bad_arguments_are_refused)
{
    EXPECT_ERROR(INVALID_PARAM, PMU, CONFIG_MATCHING, 64, 1, 0, CYCLES);
    EXPECT_ERROR(INVALID_PARAM, PMU, CONFIG_MATCHING, ~0UL, 1, 0, CYCLES);
    EXPECT_ERROR(INVALID_PARAM, PMU, CONFIG_MATCHING, 0, 2, 0, CYCLES);
    EXPECT_ERROR(INVALID_PARAM, PMU, CONFIG_MATCHING, 0, all(), 0x100, CYCLES);
    EXPECT_ERROR(INVALID_PARAM, PMU, CONFIG_MATCHING, 0, all(), ~0UL, CYCLES);
    EXPECT_ERROR(NOT_SUPPORTED, PMU, CONFIG_MATCHING, 0, all(), 0, 0xfffff);
    EXPECT_ERROR(INVALID_PARAM, PMU, START, 64, 1, 0);
    EXPECT_ERROR(INVALID_PARAM, PMU, START, 0, 2, 0);
    EXPECT_ERROR(INVALID_PARAM, PMU, START, 0, 1, 4);
    EXPECT_ERROR(INVALID_PARAM, PMU, STOP, 64, 1, 0);
    EXPECT_ERROR(INVALID_PARAM, PMU, STOP, 0, 2, 0);
    EXPECT_ERROR(INVALID_PARAM, PMU, STOP, 0, 1, 4);
}
