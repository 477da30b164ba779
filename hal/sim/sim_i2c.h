/* SPDX-License-Identifier: MIT */
/*
 * A simulated I2C bus with one part on it, seen as two open-drain pins of a GPIO controller. A
 * bit-banged controller drives it wire by wire, like a real part. For boards and host tests without
 * the part.
 */
#ifndef SIM_I2C_H
#define SIM_I2C_H

#include <hal/gpio.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    SIM_I2C_SCL = 0, /**< Pin numbers. */
    SIM_I2C_SDA = 1,
};

/**
 * The behaviour of a part. Each function is called when its byte or start is complete on the wires.
 */
struct sim_i2c_part {
    uint8_t address;
    void (*start)(void *context);
    bool (*write)(void *context, uint8_t byte); /**< Returns true to acknowledge. */
    uint8_t (*read)(void *context);
    void *context;
};

struct sim_i2c_state {
    bool scl_out, sda_out; /**< Lines that the controller releases. */
    bool sda_part;         /**< Whether the part releases the data line. */
    uint8_t phase;         /**< enum sim_i2c_phase of sim_i2c.c. */
    uint8_t shift;
    uint8_t bits;
    bool is_read;
    bool acknowledged;
    uint32_t stretch; /**< Reads of the clock for which the part holds it low, in each bit. */
    uint32_t stretch_left;
    uint32_t hold_sda;      /**< Clocks for which the part holds the data line low. */
    uint32_t starts, stops; /**< Seen on the wires. */
};

struct sim_i2c {
    struct hal_gpio gpio;
    const struct sim_i2c_part *part;
    struct sim_i2c_state *state;
};

extern const struct hal_gpio_ops sim_i2c_gpio_ops;

/** Sets the wires to idle. Call it first. */
void sim_i2c_reset(const struct sim_i2c *sim);

#ifdef __cplusplus
}
#endif

#endif
