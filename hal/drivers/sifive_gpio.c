/* SPDX-License-Identifier: MIT */
/*
 * SiFive GPIO. Pins share registers, so the value of each register is kept in memory and changed
 * there atomically. The driver uses only edge interrupts: a level would interrupt endlessly.
 *
 * An open-drain pin never drives high: its output_val is 0, and output_en switches it. The level
 * last written is kept separately until the pin's mode changes.
 */
#include <assert.h>
#include <hal/critical.h>
#include <hal/mmio.h>
#include <hal/shadow.h>
#include <sifive_gpio.h>

struct sifive_gpio_regs {
    reg_ro32 input_val;
    reg_rw32 input_en;
    reg_rw32 output_en;
    reg_rw32 output_val;
    reg_rw32 pull_up;
    reg_rw32 drive;
    reg_rw32 rise_ie;
    reg_rw32 rise_ip; /* write 1 to clear, as in the other ip registers */
    reg_rw32 fall_ie;
    reg_rw32 fall_ip;
    reg_rw32 high_ie;
    reg_rw32 high_ip;
    reg_rw32 low_ie;
    reg_rw32 low_ip;
    reg_rw32 iof_en;
    reg_rw32 iof_sel;
    reg_rw32 out_xor;
};
MMIO_ASSERT_OFFSET(struct sifive_gpio_regs, rise_ie, 0x18);
MMIO_ASSERT_OFFSET(struct sifive_gpio_regs, iof_en, 0x38);
MMIO_ASSERT_SIZE(struct sifive_gpio_regs, 0x44);

static inline const struct sifive_gpio *device(const struct hal_gpio *gpio)
{
    static_assert(__builtin_offsetof(struct sifive_gpio, gpio) == 0, "the interface comes first");
    return (const struct sifive_gpio *)gpio;
}

static inline struct sifive_gpio_regs *regs(const struct sifive_gpio *dev)
{
    return (struct sifive_gpio_regs *)dev->base;
}

/* 0 for a pin that doesn't exist. */
static inline uint32_t bit(const struct sifive_gpio *dev, unsigned pin)
{
    return pin < dev->pins ? UINT32_C(1) << pin : 0;
}

static void put(uint32_t *shadow, reg_rw32 *reg, uint32_t mask, bool set)
{
    if (set) {
        shadow_set(shadow, reg, mask);
    } else {
        shadow_clear(shadow, reg, mask);
    }
}

static bool is_open_drain(const struct sifive_gpio *dev, uint32_t mask)
{
    return (__atomic_load_n(&dev->state->open_drain, __ATOMIC_RELAXED) & mask) != 0;
}

static void keep_level(const struct sifive_gpio *dev, uint32_t mask, bool high)
{
    if (high) {
        (void)__atomic_fetch_or(&dev->state->level, mask, __ATOMIC_SEQ_CST);
    } else {
        (void)__atomic_fetch_and(&dev->state->level, ~mask, __ATOMIC_SEQ_CST);
    }
}

static bool is_kept_high(const struct sifive_gpio *dev, uint32_t mask)
{
    return (__atomic_load_n(&dev->state->level, __ATOMIC_SEQ_CST) & mask) != 0;
}

/* Switches an open-drain pin to its level. Repeats if another level was written in between. */
static void drive_open_drain(const struct sifive_gpio *dev, uint32_t mask)
{
    bool high;
    do {
        high = is_kept_high(dev, mask);
        put(&dev->state->output_en, &regs(dev)->output_en, mask, !high);
    } while (is_kept_high(dev, mask) != high);
}

static void watch_mask(const struct sifive_gpio *dev, uint32_t mask, unsigned edges)
{
    struct sifive_gpio_regs *r = regs(dev);
    shadow_clear(&dev->state->rise_ie, &r->rise_ie, mask);
    shadow_clear(&dev->state->fall_ie, &r->fall_ie, mask);
    reg_write(&r->rise_ip, mask);
    reg_write(&r->fall_ip, mask);
    if ((edges & HAL_GPIO_EDGE_RISING) != 0) {
        shadow_set(&dev->state->rise_ie, &r->rise_ie, mask);
    }
    if ((edges & HAL_GPIO_EDGE_FALLING) != 0) {
        shadow_set(&dev->state->fall_ie, &r->fall_ie, mask);
    }
}

static void configure_open_drain(const struct sifive_gpio *dev, uint32_t mask)
{
    struct sifive_gpio_regs *r = regs(dev);
    if (!is_open_drain(dev, mask)) {
        keep_level(dev, mask, (dev->state->output_val & mask) != 0);
    }
    shadow_clear(&dev->state->output_en, &r->output_en, mask);
    shadow_clear(&dev->state->output_val, &r->output_val, mask);
    (void)__atomic_fetch_or(&dev->state->open_drain, mask, __ATOMIC_RELAXED);
}

static void configure_other(const struct sifive_gpio *dev, uint32_t mask, bool is_output)
{
    struct sifive_gpio_regs *r = regs(dev);
    if (is_open_drain(dev, mask)) {
        (void)__atomic_fetch_and(&dev->state->open_drain, ~mask, __ATOMIC_RELAXED);
        put(&dev->state->output_val, &r->output_val, mask, is_kept_high(dev, mask));
    }
    put(&dev->state->output_en, &r->output_en, mask, is_output);
}

/* A critical section because a handler may write the pin. */
static void change_mode(const struct sifive_gpio *dev, uint32_t mask, enum hal_gpio_mode mode)
{
    const unsigned long state = hal_critical_enter();
    if (mode == HAL_GPIO_OPEN_DRAIN) {
        configure_open_drain(dev, mask);
    } else {
        configure_other(dev, mask, mode == HAL_GPIO_OUTPUT);
    }
    hal_critical_exit(state);
}

static int configure(const struct hal_gpio *gpio, unsigned pin, enum hal_gpio_mode mode)
{
    const struct sifive_gpio *dev = device(gpio);
    struct sifive_gpio_regs *r = regs(dev);
    const uint32_t mask = bit(dev, pin);
    if (mask == 0 || mode > HAL_GPIO_OPEN_DRAIN) {
        return HAL_ERR_INVALID;
    }
    watch_mask(dev, mask, HAL_GPIO_EDGE_NONE);
    put(&dev->state->pull_up, &r->pull_up, mask,
        mode == HAL_GPIO_INPUT_PULLUP || mode == HAL_GPIO_OPEN_DRAIN);
    shadow_set(&dev->state->input_en, &r->input_en, mask);
    change_mode(dev, mask, mode);
    shadow_clear(&dev->state->alternate, &r->iof_en, mask);
    return HAL_OK;
}

static void write(const struct hal_gpio *gpio, unsigned pin, bool high)
{
    const struct sifive_gpio *dev = device(gpio);
    const uint32_t mask = bit(dev, pin);
    if (is_open_drain(dev, mask)) {
        keep_level(dev, mask, high);
        drive_open_drain(dev, mask);
    } else {
        put(&dev->state->output_val, &regs(dev)->output_val, mask, high);
    }
}

static void toggle(const struct hal_gpio *gpio, unsigned pin)
{
    const struct sifive_gpio *dev = device(gpio);
    const uint32_t mask = bit(dev, pin);
    if (is_open_drain(dev, mask)) {
        (void)__atomic_fetch_xor(&dev->state->level, mask, __ATOMIC_SEQ_CST);
        drive_open_drain(dev, mask);
    } else {
        shadow_toggle(&dev->state->output_val, &regs(dev)->output_val, mask);
    }
}

static bool read(const struct hal_gpio *gpio, unsigned pin)
{
    const struct sifive_gpio *dev = device(gpio);
    return (reg_read(&regs(dev)->input_val) & bit(dev, pin)) != 0;
}

static int watch(const struct hal_gpio *gpio, unsigned pin, unsigned edges)
{
    const struct sifive_gpio *dev = device(gpio);
    if (bit(dev, pin) == 0 || edges > HAL_GPIO_EDGE_BOTH) {
        return HAL_ERR_INVALID;
    }
    watch_mask(dev, bit(dev, pin), edges);
    return HAL_OK;
}

static uint32_t take_edges(const struct hal_gpio *gpio)
{
    const struct sifive_gpio *dev = device(gpio);
    struct sifive_gpio_regs *r = regs(dev);
    const uint32_t rose = reg_read(&r->rise_ip) & dev->state->rise_ie;
    const uint32_t fell = reg_read(&r->fall_ip) & dev->state->fall_ie;
    reg_write(&r->rise_ip, rose);
    reg_write(&r->fall_ip, fell);
    return rose | fell;
}

void sifive_gpio_set_alternate(uintptr_t base, struct sifive_gpio_state *state, uint32_t mask)
{
    struct sifive_gpio_regs *r = (struct sifive_gpio_regs *)base;
    reg_update(&r->iof_sel, mask, 0);
    shadow_set(&state->alternate, &r->iof_en, mask);
}

const struct hal_gpio_ops sifive_gpio_ops = {
    .configure = configure,
    .write = write,
    .toggle = toggle,
    .read = read,
    .watch = watch,
    .take_edges = take_edges,
};
