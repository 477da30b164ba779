/* SPDX-License-Identifier: MIT */
/*
 * SiFive watchdog. Every write needs the key in wdogkey first, and takes it away. A handler that
 * feeds between the two would lock the register again, so both are one critical section.
 *
 * wdogs, the counter shifted right by the scale, is compared with 16 bits. The scale is therefore
 * the smallest with which the timeout fits.
 */
#include <assert.h>
#include <hal/critical.h>
#include <hal/mmio.h>
#include <sifive_wdog.h>

enum {
    KEY = 0x51f15e,
    FOOD = 0xd09f00d,
    COMPARE_MAX = 0xffff,
    /* 32768 ticks in 1000 ms, as a fraction in lowest terms. */
    TICKS = 4096,
    TICKS_MS = 125,
};

enum {
    CONFIG_RESETS = 1 << 8,         /* wdogrsten */
    CONFIG_ALWAYS = 1 << 12,        /* wdogenalways */
    CONFIG_IS_PENDING = 1 << 28,    /* wdogip0 */
    CAUSE_OF_RESET = 3 << 8,        /* in pmucause, chapter 15 */
    CAUSE_IS_THE_WATCHDOG = 2 << 8, /* 0: power, 1: the reset pin */
};

struct sifive_wdog_regs {
    reg_rw32 config;
    reg_rw32 reserved_04;
    reg_rw32 count;
    reg_rw32 reserved_0c;
    reg_ro32 scaled;
    reg_rw32 reserved_14;
    reg_wo32 feed;
    reg_rw32 key;
    reg_rw32 compare;
    reg_rw32 reserved_24[72]; /* clocks, backup registers, sleep */
    reg_ro32 cause;
};
MMIO_ASSERT_OFFSET(struct sifive_wdog_regs, count, 0x8);
MMIO_ASSERT_OFFSET(struct sifive_wdog_regs, scaled, 0x10);
MMIO_ASSERT_OFFSET(struct sifive_wdog_regs, feed, 0x18);
MMIO_ASSERT_OFFSET(struct sifive_wdog_regs, compare, 0x20);
MMIO_ASSERT_OFFSET(struct sifive_wdog_regs, cause, 0x144);

static inline const struct sifive_wdog *device(const struct hal_watchdog *watchdog)
{
    static_assert(offsetof(struct sifive_wdog, watchdog) == 0, "the interface comes first");
    return (const struct sifive_wdog *)watchdog;
}

static inline struct sifive_wdog_regs *regs(const struct sifive_wdog *dev)
{
    return (struct sifive_wdog_regs *)dev->base;
}

/* Call these in a critical section. */
static void configure(struct sifive_wdog_regs *r, uint32_t config)
{
    reg_write(&r->key, KEY);
    reg_write(&r->config, config);
}

static void give_food(struct sifive_wdog_regs *r)
{
    reg_write(&r->key, KEY);
    reg_write(&r->feed, FOOD);
}

/* Rounded up. Neither product overflows up to SIFIVE_WDOG_MAX_MS. */
static uint32_t ticks_from_ms(uint32_t ms)
{
    return ms / TICKS_MS * TICKS + (ms % TICKS_MS * TICKS + TICKS_MS - 1) / TICKS_MS;
}

/* Rounded down. */
static uint32_t ms_from_ticks(uint32_t ticks)
{
    return ticks / TICKS * TICKS_MS + ticks % TICKS * TICKS_MS / TICKS;
}

/* The comparison for at least @p ticks. */
static uint32_t scale_down(uint32_t ticks, unsigned scale)
{
    return (ticks + (UINT32_C(1) << scale) - 1) >> scale;
}

static int32_t start(const struct hal_watchdog *watchdog, uint32_t timeout_ms)
{
    const struct sifive_wdog *dev = device(watchdog);
    struct sifive_wdog_regs *r = regs(dev);
    unsigned scale = 0;
    if (timeout_ms == 0 || timeout_ms > SIFIVE_WDOG_MAX_MS) {
        return HAL_ERR_INVALID;
    }
    /* One more, because the first tick may come right after the feed. */
    const uint32_t ticks = ticks_from_ms(timeout_ms) + 1;
    while (scale_down(ticks, scale) > COMPARE_MAX) {
        scale++;
    }
    const uint32_t compare = scale_down(ticks, scale);
    const unsigned long state = hal_critical_enter();
    /* It must not act on the old count with the new timeout. */
    configure(r, 0);
    reg_write(&r->key, KEY);
    reg_write(&r->compare, compare);
    give_food(r);
    configure(r, scale | CONFIG_ALWAYS | (dev->interrupts ? 0U : CONFIG_RESETS));
    hal_critical_exit(state);
    return (int32_t)ms_from_ticks((compare << scale) - 1);
}

static void feed(const struct hal_watchdog *watchdog)
{
    const unsigned long state = hal_critical_enter();
    give_food(regs(device(watchdog)));
    hal_critical_exit(state);
}

static int stop(const struct hal_watchdog *watchdog)
{
    const unsigned long state = hal_critical_enter();
    configure(regs(device(watchdog)), 0);
    hal_critical_exit(state);
    return HAL_OK;
}

static bool caused_reset(const struct hal_watchdog *watchdog)
{
    const uint32_t cause = reg_read(&regs(device(watchdog))->cause);
    return (cause & CAUSE_OF_RESET) == CAUSE_IS_THE_WATCHDOG;
}

void sifive_wdog_acknowledge(const struct sifive_wdog *wdog)
{
    struct sifive_wdog_regs *r = regs(wdog);
    const unsigned long state = hal_critical_enter();
    /* First, or the comparison would still hold. */
    give_food(r);
    configure(r, reg_read(&r->config) & ~(uint32_t)CONFIG_IS_PENDING);
    hal_critical_exit(state);
}

const struct hal_watchdog_ops sifive_wdog_ops = {
    .start = start,
    .feed = feed,
    .stop = stop,
    .caused_reset = caused_reset,
};
