/* SPDX-License-Identifier: MIT */
#include "pmu_firmware.h"

#include "hart.h"

#include <sbi/pmu.h>

#include <stddef.h>

static struct sbi_firmware_counter *counter_of(unsigned number)
{
    return &sbi_hart_self()->firmware_counters[number];
}

static const struct sbi_pmu_event *find(unsigned long number)
{
    const struct sbi_pmu_event *const *each = sbi_pmu_events;

    while (*each != NULL && (*each)->number != number) {
        each++;
    }
    return *each;
}

/* Gives a free counter the event. */
static int select_event(unsigned long event, uint32_t counters)
{
    const struct sbi_pmu_event *const found = find(event);

    for (unsigned number = 0; found != NULL && number < SBI_FIRMWARE_COUNTERS; number++) {
        struct sbi_firmware_counter *const counter = counter_of(number);
        if ((counters >> number & 1) != 0 && counter->event == NULL) {
            *counter = (struct sbi_firmware_counter){.event = found};
            return (int)number;
        }
    }
    return -1;
}

static uint64_t read_counter(unsigned number)
{
    const struct sbi_firmware_counter *const counter = counter_of(number);

    return counter->value + (counter->is_running ? counter->event->read() : 0);
}

static void write_counter(struct sbi_firmware_counter *counter, uint64_t value)
{
    counter->value = value - (counter->is_running ? counter->event->read() : 0);
}

static void start_counter(struct sbi_firmware_counter *counter)
{
    counter->value -= counter->event->read();
    counter->is_running = true;
}

/* A counter that the caller names if it asks for no match, else a free one. */
static int config(uint32_t counters, unsigned long flags, unsigned long event)
{
    const bool is_match = (flags & SBI_CONFIG_SKIP_MATCH) == 0;
    const int number =
        is_match ? select_event(event & 0xffff, counters) : (int)sbi_lowest(counters);

    if (number < 0 || counter_of((unsigned)number)->event == NULL) {
        return -1;
    }
    struct sbi_firmware_counter *const counter = counter_of((unsigned)number);
    if ((flags & SBI_CONFIG_CLEAR_VALUE) != 0) {
        write_counter(counter, 0);
    }
    if ((flags & SBI_CONFIG_AUTO_START) != 0 && !counter->is_running) {
        start_counter(counter);
    }
    return number;
}

/* One that is not configured does not run, and can't be started. */
static uint32_t start(uint32_t counters, bool is_set, uint64_t value)
{
    uint32_t stopped = 0;

    for (unsigned number = 0; number < SBI_FIRMWARE_COUNTERS; number++) {
        struct sbi_firmware_counter *const counter = counter_of(number);
        if ((counters >> number & 1) == 0 || counter->is_running) {
            continue;
        }
        stopped |= 1U << number;
        if (counter->event != NULL) {
            if (is_set) {
                write_counter(counter, value);
            }
            start_counter(counter);
        }
    }
    return stopped;
}

static uint32_t stop(uint32_t counters, bool is_freed)
{
    uint32_t running = 0;

    for (unsigned number = 0; number < SBI_FIRMWARE_COUNTERS; number++) {
        struct sbi_firmware_counter *const counter = counter_of(number);
        if ((counters >> number & 1) == 0) {
            continue;
        }
        if (counter->is_running) {
            running |= 1U << number;
            counter->value = read_counter(number);
            counter->is_running = false;
        }
        if (is_freed) {
            counter->event = NULL;
        }
    }
    return running;
}

const struct sbi_pmu_firmware sbi_pmu_counters = {config, start, stop, read_counter};
