/* SPDX-License-Identifier: MIT */
/* For firmware without SBI_PMU_EVENTS. */
#include <sbi/pmu.h>

#include <stddef.h>

const struct sbi_pmu_firmware *const sbi_pmu_firmware = NULL;
