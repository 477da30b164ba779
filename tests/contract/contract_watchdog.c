/* SPDX-License-Identifier: MIT */
/* The contract of <hal/watchdog.h>. */
#include "contract.h"

static const char *starts(const struct hal_watchdog *watchdog, uint32_t timeout_ms)
{
    const int32_t achieved = hal_watchdog_start(watchdog, timeout_ms);
    CONTRACT(achieved > 0 && (uint32_t)achieved >= timeout_ms);
    hal_watchdog_feed(watchdog);
    return NULL;
}

const char *contract_watchdog(const struct hal_watchdog *watchdog, uint32_t timeout_ms)
{
    const bool caused_reset = hal_watchdog_caused_reset(watchdog);
    const char *failed = NULL;
    CONTRACT_REFUSED(hal_watchdog_start(watchdog, 0));
    CONTRACT_REFUSED(hal_watchdog_start(watchdog, UINT32_MAX));
    CONTRACT_REFUSED(hal_watchdog_start(watchdog, (uint32_t)INT32_MAX + 1));
    hal_watchdog_feed(watchdog);
    for (uint32_t more = 0; more < 3 && failed == NULL; more++) {
        failed = starts(watchdog, timeout_ms + more);
    }
    CONTRACT(hal_watchdog_caused_reset(watchdog) == caused_reset);
    const int stopped = hal_watchdog_stop(watchdog);
    CONTRACT(stopped == HAL_OK || stopped == HAL_ERR_UNSUPPORTED);
    CONTRACT(hal_watchdog_stop(watchdog) == stopped);
    return failed;
}
