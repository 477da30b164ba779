/* SPDX-License-Identifier: MIT */
/** @file
 * Events that the firmware itself counts, for the supervisor's performance counters (SBI, chapter
 * 11, firmware events): what the firmware does beneath the operating system.
 *
 *     static uint64_t read_samples(void)
 *     {
 *         return samples;
 *     }
 *
 *     static const struct sbi_pmu_event event = {SBI_PMU_EVENT_FIRST, read_samples};
 *
 *     SBI_PMU_EVENTS(&event)
 *
 * Linux's users read them by perf: the event "r8000000000000100" of perf stat is the number 0x100.
 */
#ifndef SBI_PMU_H
#define SBI_PMU_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The numbers that an implementation may give to events of its own. */
enum {
    SBI_PMU_EVENT_FIRST = 256,
    SBI_PMU_EVENT_LAST = 65534,
};

/** An event; constant. */
struct sbi_pmu_event {
    uint16_t number;
    /** How often it has happened since the start. Called on any hart with interrupts off. */
    uint64_t (*read)(void);
};

/** Defines the events, once, as a list of pointers to const struct sbi_pmu_event. */
#define SBI_PMU_EVENTS(...)                                                \
    const struct sbi_pmu_event *const sbi_pmu_events[] = {__VA_ARGS__, 0}; \
    const struct sbi_pmu_firmware *const sbi_pmu_firmware = &sbi_pmu_counters;

/** @cond internal */
extern const struct sbi_pmu_event *const sbi_pmu_events[];
/* What is done with counters of such events. Firmware without events does not link it. */
extern const struct sbi_pmu_firmware sbi_pmu_counters;
extern const struct sbi_pmu_firmware *const sbi_pmu_firmware;
/** @endcond */

#ifdef __cplusplus
}
#endif

#endif
