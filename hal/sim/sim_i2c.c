/* SPDX-License-Identifier: MIT */
/*
 * The part's side of the I2C wires. The part samples the data line when the clock rises and changes
 * it after the clock has fallen. A change of the data line while the clock is high is a start or
 * stop.
 */
#include <assert.h>
#include <sim_i2c.h>
#include <stddef.h>

enum sim_i2c_phase {
    IDLE,
    ADDRESS,
    RECEIVE,
    ACKNOWLEDGE, /* the part acknowledges a byte or not */
    SEND,
    HEAR, /* the controller acknowledges a byte or not */
};

static inline const struct sim_i2c *device(const struct hal_gpio *gpio)
{
    static_assert(offsetof(struct sim_i2c, gpio) == 0, "the interface comes first");
    return (const struct sim_i2c *)gpio;
}

static bool sda(const struct sim_i2c_state *s)
{
    return s->sda_out && s->sda_part && s->hold_sda == 0;
}

static void send_next_bit(struct sim_i2c_state *s)
{
    s->sda_part = (s->shift & 0x80) != 0;
    s->shift = (uint8_t)(s->shift << 1);
}

static void begin_sending(const struct sim_i2c *sim)
{
    struct sim_i2c_state *s = sim->state;
    s->phase = SEND;
    s->bits = 0;
    s->shift = sim->part->read(sim->part->context);
    send_next_bit(s);
}

static void take_byte(const struct sim_i2c *sim)
{
    struct sim_i2c_state *s = sim->state;
    bool yes;
    if (s->phase == ADDRESS) {
        yes = s->shift >> 1 == sim->part->address;
        s->is_read = (s->shift & 1) != 0;
        if (yes) {
            sim->part->start(sim->part->context);
        }
    } else {
        yes = sim->part->write(sim->part->context, s->shift);
    }
    s->acknowledged = yes;
    s->sda_part = !yes;
    s->phase = ACKNOWLEDGE;
}

static void after_acknowledge(const struct sim_i2c *sim)
{
    struct sim_i2c_state *s = sim->state;
    s->sda_part = true;
    s->bits = 0;
    if (!s->acknowledged) {
        s->phase = IDLE;
    } else if (s->is_read) {
        begin_sending(sim);
    } else {
        s->phase = RECEIVE;
    }
}

static void after_sent_bit(struct sim_i2c_state *s)
{
    if (++s->bits == 8) {
        s->sda_part = true;
        s->phase = HEAR;
    } else {
        send_next_bit(s);
    }
}

static void clock_rose(struct sim_i2c_state *s)
{
    s->stretch_left = s->stretch;
    if (s->hold_sda != 0) {
        s->hold_sda--;
    }
    if (s->phase == ADDRESS || s->phase == RECEIVE) {
        s->shift = (uint8_t)(s->shift << 1 | (sda(s) ? 1 : 0));
        s->bits++;
    } else if (s->phase == HEAR) {
        s->acknowledged = !sda(s);
    }
}

static void clock_fell(const struct sim_i2c *sim)
{
    struct sim_i2c_state *s = sim->state;
    if ((s->phase == ADDRESS || s->phase == RECEIVE) && s->bits == 8) {
        take_byte(sim);
    } else if (s->phase == ACKNOWLEDGE) {
        after_acknowledge(sim);
    } else if (s->phase == SEND) {
        after_sent_bit(s);
    } else if (s->phase == HEAR && s->acknowledged) {
        begin_sending(sim);
    } else if (s->phase == HEAR) {
        s->phase = IDLE;
    }
}

static void data_changed(struct sim_i2c_state *s, bool high)
{
    s->sda_part = true;
    s->bits = 0;
    if (high) {
        s->stops++;
        s->phase = IDLE;
    } else {
        s->starts++;
        s->phase = ADDRESS;
    }
}

static void write(const struct hal_gpio *gpio, unsigned pin, bool high)
{
    const struct sim_i2c *sim = device(gpio);
    struct sim_i2c_state *s = sim->state;
    if (pin == SIM_I2C_SCL && s->scl_out != high) {
        s->scl_out = high;
        if (high) {
            clock_rose(s);
        } else {
            clock_fell(sim);
        }
    } else if (pin == SIM_I2C_SDA) {
        const bool before = sda(s);
        s->sda_out = high;
        if (s->scl_out && sda(s) != before) {
            data_changed(s, high);
        }
    }
}

static bool read(const struct hal_gpio *gpio, unsigned pin)
{
    struct sim_i2c_state *s = device(gpio)->state;
    if (pin == SIM_I2C_SDA) {
        return sda(s);
    }
    if (s->scl_out && s->stretch_left != 0) {
        s->stretch_left--;
        return false;
    }
    return s->scl_out;
}

static void toggle(const struct hal_gpio *gpio, unsigned pin)
{
    const struct sim_i2c_state *s = device(gpio)->state;
    write(gpio, pin, pin == SIM_I2C_SCL ? !s->scl_out : !s->sda_out);
}

static int configure(const struct hal_gpio *gpio, unsigned pin, enum hal_gpio_mode mode)
{
    if (pin > SIM_I2C_SDA) {
        return HAL_ERR_INVALID;
    }
    if (mode != HAL_GPIO_OPEN_DRAIN) {
        return HAL_ERR_UNSUPPORTED;
    }
    write(gpio, pin, true);
    return HAL_OK;
}

static int watch(const struct hal_gpio *gpio, unsigned pin, unsigned edges)
{
    (void)gpio;
    (void)pin;
    return edges == HAL_GPIO_EDGE_NONE ? HAL_OK : HAL_ERR_UNSUPPORTED;
}

static uint32_t take_edges(const struct hal_gpio *gpio)
{
    (void)gpio;
    return 0;
}

void sim_i2c_reset(const struct sim_i2c *sim)
{
    *sim->state = (struct sim_i2c_state){.scl_out = true, .sda_out = true, .sda_part = true};
}

const struct hal_gpio_ops sim_i2c_gpio_ops = {
    .configure = configure,
    .write = write,
    .toggle = toggle,
    .read = read,
    .watch = watch,
    .take_edges = take_edges,
};
