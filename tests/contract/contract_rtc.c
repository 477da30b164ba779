/* SPDX-License-Identifier: MIT */
/* The contract of <hal/rtc.h>. */
#include "contract.h"

enum {
    LOOKS = 1000,
};

const char *contract_rtc(const struct hal_rtc *rtc)
{
    const uint64_t second = 1000000000;
    const uint64_t before = hal_rtc_get_ns(rtc);
    uint64_t last = before;
    for (int i = 0; i < LOOKS; i++) {
        const uint64_t now = hal_rtc_get_ns(rtc);
        CONTRACT(now >= last);
        last = now;
    }
    const uint64_t then = before + 1000 * second;
    const int status = hal_rtc_set(rtc, then);
    if (status == HAL_OK) {
        const uint64_t now = hal_rtc_get_ns(rtc);
        CONTRACT(now >= then && now < then + 100 * second);
        CONTRACT(hal_rtc_set(rtc, before + (now - then)) == HAL_OK);
        CONTRACT(hal_rtc_get_ns(rtc) < then);
    } else {
        CONTRACT(status == HAL_ERR_UNSUPPORTED);
    }
    CONTRACT(hal_rtc_set_alarm(rtc, UINT64_MAX / 2) <= HAL_OK);
    hal_rtc_acknowledge_alarm(rtc);
    hal_rtc_clear_alarm(rtc);
    return NULL;
}
