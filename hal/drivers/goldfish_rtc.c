/* SPDX-License-Identifier: MIT */
/*
 * Goldfish clock. Reading the low half of the time keeps the high half for the next read; writing
 * the low half takes over the high one written before. Alarms likewise. A handler that reads the
 * clock in between changes the half that was kept; where that matters, the low half has wrapped.
 */
#include <goldfish_rtc.h>
#include <hal/mmio.h>

struct goldfish_rtc_regs {
    reg_rw32 time_low;
    reg_rw32 time_high;
    reg_rw32 alarm_low;
    reg_rw32 alarm_high;
    reg_rw32 irq_enabled;
    reg_wo32 clear_alarm;
    reg_ro32 alarm_status;
    reg_wo32 clear_interrupt;
};
MMIO_ASSERT_SIZE(struct goldfish_rtc_regs, 0x20);

static inline struct goldfish_rtc_regs *regs(const struct hal_rtc *rtc)
{
    _Static_assert(offsetof(struct goldfish_rtc, rtc) == 0, "the interface comes first");
    return (struct goldfish_rtc_regs *)((const struct goldfish_rtc *)rtc)->base;
}

static uint64_t get(const struct hal_rtc *rtc)
{
    uint32_t low;
    uint32_t high;
    do {
        low = reg_read(&regs(rtc)->time_low);
        high = reg_read(&regs(rtc)->time_high);
    } while (reg_read(&regs(rtc)->time_low) < low);
    return ((uint64_t)high << 32) | low;
}

static int set(const struct hal_rtc *rtc, uint64_t ns)
{
    reg_write(&regs(rtc)->time_high, (uint32_t)(ns >> 32));
    reg_write(&regs(rtc)->time_low, (uint32_t)ns);
    return HAL_OK;
}

static void clear_alarm(const struct hal_rtc *rtc)
{
    reg_write(&regs(rtc)->irq_enabled, 0);
    reg_write(&regs(rtc)->clear_alarm, 1);
    reg_write(&regs(rtc)->clear_interrupt, 1);
}

static int set_alarm(const struct hal_rtc *rtc, uint64_t ns)
{
    clear_alarm(rtc);
    reg_write(&regs(rtc)->irq_enabled, 1);
    reg_write(&regs(rtc)->alarm_high, (uint32_t)(ns >> 32));
    reg_write(&regs(rtc)->alarm_low, (uint32_t)ns);
    return HAL_OK;
}

const struct hal_rtc_ops goldfish_rtc_ops = {
    .get = get,
    .set = set,
    .set_alarm = set_alarm,
    .clear_alarm = clear_alarm,
};
