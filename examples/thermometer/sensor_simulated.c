/* SPDX-License-Identifier: MIT */
/*
 * For boards without an I2C bus. A simulated sensor on two simulated wires has a temperature that
 * rises and falls between 20 and 35 degrees. A simulated line prints its changes.
 */
#include "sensor.h"

#include <bitbang_i2c.h>
#include <rt/board.h>
#include <sim_tmp1xx.h>
#include <stdio.h>

enum {
    ADDRESS = 0x48,
    BUS_HZ = 400000,
    COLDEST = 20 * 16, /* sixteenths of a degree */
    WARMEST = 35 * 16,
    STEP = 12,
};

static struct sim_tmp1xx chip;
static struct sim_i2c_state wires_state;
static const struct sim_i2c_part part = {
    ADDRESS, sim_tmp1xx_start, sim_tmp1xx_write, sim_tmp1xx_read, &chip,
};
static const struct sim_i2c wires = {{&sim_i2c_gpio_ops}, &part, &wires_state};

/* sensor_init sets the timer because board_timer is not a constant expression. */
static struct bitbang_i2c bus = {
    .bus = {&bitbang_i2c_ops},
    .scl = {&wires.gpio, SIM_I2C_SCL},
    .sda = {&wires.gpio, SIM_I2C_SDA},
    .hz = BUS_HZ,
};

const struct tmp1xx sensor = {&bus.bus, ADDRESS};

static int line_configure(const struct hal_gpio *gpio, unsigned pin, enum hal_gpio_mode mode)
{
    (void)gpio;
    (void)pin;
    return mode == HAL_GPIO_OUTPUT ? HAL_OK : HAL_ERR_UNSUPPORTED;
}

static void line_write(const struct hal_gpio *gpio, unsigned pin, bool high)
{
    static bool level;
    (void)gpio;
    (void)pin;
    if (level != high) {
        printf("alarm %s\n", high ? "on" : "off");
    }
    level = high;
}

static const struct hal_gpio_ops line_ops = {.configure = line_configure, .write = line_write};
static const struct hal_gpio line = {&line_ops};
const struct hal_pin sensor_alarm = {&line, 0};

int sensor_init(void)
{
    bus.timer = board_timer;
    sim_i2c_reset(&wires);
    sim_tmp1xx_set(&chip, COLDEST, false);
    const int status = bitbang_i2c_init(&bus);
    return status < 0 ? status : hal_pin_configure(&sensor_alarm, HAL_GPIO_OUTPUT);
}

void sensor_period(void)
{
    static int32_t temperature = COLDEST;
    static int32_t step = STEP;
    if (temperature + step > WARMEST || temperature + step < COLDEST) {
        step = -step;
    }
    temperature += step;
    sim_tmp1xx_set(&chip, temperature, false);
}
