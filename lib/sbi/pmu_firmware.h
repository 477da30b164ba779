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

/** Flags of config_matching. */
enum {
    SBI_CONFIG_SKIP_MATCH = 1 << 0,
    SBI_CONFIG_CLEAR_VALUE = 1 << 1,
    SBI_CONFIG_AUTO_START = 1 << 2,
};

/** What is done with counters of this hart, given as bits. */
struct sbi_pmu_firmware {
    /** As config_matching. Returns the counter's number, or a negative one if there is none. */
    int (*config)(uint32_t counters, unsigned long flags, unsigned long event);

    /** Starts counters, with a value if it is to be set. Returns those that did not run. */
    uint32_t (*start)(uint32_t counters, bool is_set, uint64_t value);

    /** Stops counters, and frees them. Returns those that ran. */
    uint32_t (*stop)(uint32_t counters, bool is_freed);

    uint64_t (*read)(unsigned number);
};

#endif
