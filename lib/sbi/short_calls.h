/* SPDX-License-Identifier: MIT */
/* Bits of sbi_short_calls: what entry.S serves. */
#ifndef SBI_SHORT_CALLS_H
#define SBI_SHORT_CALLS_H

#define SBI_SHORT_TIME   1
#define SBI_SHORT_IPI    2
#define SBI_SHORT_RFENCE 4

/* Where sbi_pmu_known has the events: a bit for each of 64 of two types. */
#define SBI_PMU_KNOWN_EVENTS 8

#endif
