/* SPDX-License-Identifier: MIT */
/*
 * Goldfish clock. Reading the low half of the time latches the high half for the next read. A write
 * of either half takes effect immediately. Writing the low half of an alarm arms it. Sequences of
 * several accesses are critical sections. If another hart reads the clock within such a sequence
 * and the low half has wrapped, the latched high half changes.
 */
#include <assert.h>
#include <goldfish_rtc.h>
#include <hal/critical.h>
#include <hal/mmio.h>
#include <stdbool.h>

#define FARTHEST_NS (UINT64_C(1) << 62)

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
    static_assert(offsetof(struct goldfish_rtc, rtc) == 0, "the interface comes first");
    return (struct goldfish_rtc_regs *)((const struct goldfish_rtc *)rtc)->base;
}

static uint64_t get(const struct hal_rtc *rtc)
{
    uint32_t low;
    uint32_t high;
    const unsigned long state = hal_critical_enter();
    do {
        low = reg_read(&regs(rtc)->time_low);
        high = reg_read(&regs(rtc)->time_high);
    } while (reg_read(&regs(rtc)->time_low) < low);
    hal_critical_exit(state);
    return ((uint64_t)high << 32) | low;
}

/* Sets the low half to 0 first, so that it does not carry into the new high half before the new
 * low half is written. */
static int set(const struct hal_rtc *rtc, uint64_t ns)
{
    const unsigned long state = hal_critical_enter();
    reg_write(&regs(rtc)->time_low, 0);
    reg_write(&regs(rtc)->time_high, (uint32_t)(ns >> 32));
    reg_write(&regs(rtc)->time_low, (uint32_t)ns);
    hal_critical_exit(state);
    return HAL_OK;
}

static void clear_alarm(const struct hal_rtc *rtc)
{
    const unsigned long state = hal_critical_enter();
    reg_write(&regs(rtc)->irq_enabled, 0);
    reg_write(&regs(rtc)->clear_alarm, 1);
    reg_write(&regs(rtc)->clear_interrupt, 1);
    hal_critical_exit(state);
}

/* Does not change an alarm that has not fired. */
static void acknowledge_alarm(const struct hal_rtc *rtc)
{
    reg_write(&regs(rtc)->clear_interrupt, 1);
}

/* QEMU fires an alarm immediately if its time on the host's clock overflows a signed 64-bit
 * number. */
static bool is_out_of_reach(const struct hal_rtc *rtc, uint64_t ns)
{
    const uint64_t now = get(rtc);
    return ns > now && ns - now > FARTHEST_NS;
}

static int set_alarm(const struct hal_rtc *rtc, uint64_t ns)
{
    const unsigned long state = hal_critical_enter();
    clear_alarm(rtc);
    if (!is_out_of_reach(rtc, ns)) {
        reg_write(&regs(rtc)->irq_enabled, 1);
        reg_write(&regs(rtc)->alarm_high, (uint32_t)(ns >> 32));
        reg_write(&regs(rtc)->alarm_low, (uint32_t)ns);
    }
    hal_critical_exit(state);
    return HAL_OK;
}

const struct hal_rtc_ops goldfish_rtc_ops = {
    .get = get,
    .set = set,
    .set_alarm = set_alarm,
    .acknowledge_alarm = acknowledge_alarm,
    .clear_alarm = clear_alarm,
};
