/* SPDX-License-Identifier: MIT */
/*
 * Counters of events that the firmware counts (sbi/pmu.h). Each hart has its own, numbered from 0.
 */
#ifndef SBI_PMU_FIRMWARE_H
#define SBI_PMU_FIRMWARE_H

#include <stdbool.h>
#include <stdint.h>

enum {
    SBI_FIRMWARE_COUNTERS = 2,
};

/** A counter: stopped, its value is "value"; running, "value" and what the event says. */
struct sbi_firmware_counter {
    const struct sbi_pmu_event *event; /**< NULL: not configured. */
    uint64_t value;
    bool is_running;
};

/** Gives a counter of this hart, one of some, the event with this number, stopped at 0. Returns the
 * counter's number, or a negative one if there is no such event or no free counter. */
int sbi_firmware_counter_select(unsigned long event, uint32_t counters);

/** Whether a counter has an event. */
bool sbi_firmware_counter_is_used(unsigned number);

/** Frees a counter. */
void sbi_firmware_counter_free(unsigned number);

bool sbi_firmware_counter_is_running(unsigned number);
void sbi_firmware_counter_start(unsigned number);
void sbi_firmware_counter_stop(unsigned number);
void sbi_firmware_counter_write(unsigned number, uint64_t value);
uint64_t sbi_firmware_counter_read(unsigned number);

/** Whether the firmware counts anything. */
bool sbi_has_firmware_counters(void);

#endif
