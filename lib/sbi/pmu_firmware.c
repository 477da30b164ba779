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

bool sbi_has_firmware_counters(void)
{
    return sbi_pmu_events[0] != NULL;
}

bool sbi_firmware_counter_is_used(unsigned number)
{
    return counter_of(number)->event != NULL;
}

int sbi_firmware_counter_select(unsigned long event, uint32_t counters)
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

void sbi_firmware_counter_free(unsigned number)
{
    counter_of(number)->event = NULL;
}

bool sbi_firmware_counter_is_running(unsigned number)
{
    return counter_of(number)->is_running;
}

uint64_t sbi_firmware_counter_read(unsigned number)
{
    const struct sbi_firmware_counter *const counter = counter_of(number);

    return counter->value + (counter->is_running ? counter->event->read() : 0);
}

void sbi_firmware_counter_write(unsigned number, uint64_t value)
{
    struct sbi_firmware_counter *const counter = counter_of(number);

    counter->value = value - (counter->is_running ? counter->event->read() : 0);
}

void sbi_firmware_counter_start(unsigned number)
{
    struct sbi_firmware_counter *const counter = counter_of(number);

    counter->value -= counter->event->read();
    counter->is_running = true;
}

void sbi_firmware_counter_stop(unsigned number)
{
    struct sbi_firmware_counter *const counter = counter_of(number);

    counter->value = sbi_firmware_counter_read(number);
    counter->is_running = false;
}
