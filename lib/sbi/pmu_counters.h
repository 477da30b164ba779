/* SPDX-License-Identifier: MIT */
/*
 * The core's performance counters. A counter is known by its number: 0 counts cycles, 2
 * instructions, and 3 to 31 what mhpmevent of that number says (privileged specification, 3.1.10).
 */
#ifndef SBI_PMU_COUNTERS_H
#define SBI_PMU_COUNTERS_H

#include <stdbool.h>
#include <stdint.h>

enum {
    SBI_COUNTER_CYCLE = 0,
    SBI_COUNTER_INSTRET = 2,
    SBI_COUNTER_FIRST = 3,
    SBI_COUNTERS = 32,
};

/** The counters of this hart that can be used: of those that the device tree names, and the two
 * that every core has. */
uint32_t sbi_counters_find(uint32_t wanted);

/** Selects what a counter from SBI_COUNTER_FIRST on counts. */
void sbi_counter_select(unsigned number, uint64_t event);

void sbi_counter_write(unsigned number, uint64_t value);

/** Stops and starts counters (mcountinhibit). */
void sbi_counters_stop(uint32_t counters);
void sbi_counters_start(uint32_t counters);

/** Those that are stopped. */
uint32_t sbi_counters_stopped(void);

#endif
