/* SPDX-License-Identifier: MIT */
/*
 * A simulated TMP1xx on two simulated wires, because neither machine has an I2C bus. The
 * temperature rises by a quarter of a degree with each reading.
 */
#include "sensor.h"

#include <bitbang_i2c.h>
#include <rt/board.h>
#include <sim_tmp1xx.h>
#include <tmp1xx.h>

enum {
    ADDRESS = 0x48,
    BUS_HZ = 400000,
    COLDEST = 20 * 16, /* sixteenths of a degree */
    STEP = 4,
};

static struct sim_tmp1xx chip;
static struct sim_i2c_state wires_state;
static const struct sim_i2c_part part = {
    ADDRESS, sim_tmp1xx_start, sim_tmp1xx_write, sim_tmp1xx_read, &chip,
};
static const struct sim_i2c wires = {{&sim_i2c_gpio_ops}, &part, &wires_state};

/* Not const because board_timer is not a constant expression. */
static struct bitbang_i2c bus = {
    .bus = {&bitbang_i2c_ops},
    .scl = {&wires.gpio, SIM_I2C_SCL},
    .sda = {&wires.gpio, SIM_I2C_SDA},
    .hz = BUS_HZ,
};
static const struct tmp1xx sensor = {&bus.bus, ADDRESS};

int sensor_init(void)
{
    bus.timer = board_timer;
    sim_i2c_reset(&wires);
    return bitbang_i2c_init(&bus);
}

int sensor_read(int32_t *millicelsius)
{
    static int32_t temperature = COLDEST;
    temperature += STEP;
    sim_tmp1xx_set(&chip, temperature, false);
    return tmp1xx_read(&sensor, millicelsius);
}
