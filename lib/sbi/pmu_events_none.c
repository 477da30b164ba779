/* SPDX-License-Identifier: MIT */
/* For firmware without SBI_PMU_EVENTS. */
#include <sbi/pmu.h>

const struct sbi_pmu_event *const sbi_pmu_events[] = {0};
