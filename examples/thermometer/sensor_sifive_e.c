/* SPDX-License-Identifier: MIT */
/*
 * HiFive1: a TMP102 at the pins marked SDA and SCL, and the red LED as the line. QEMU's machine has
 * nothing at these pins, so the thermometer reports errors.
 */
#include "sensor.h"

#include <bitbang_i2c.h>
#include <board.h>

enum {
    PIN_SDA = 12,
    PIN_SCL = 13,
    ADDRESS = 0x48,
    BUS_HZ = 100000,
};

static const struct bitbang_i2c bus = {
    .bus = {&bitbang_i2c_ops},
    .scl = {&board_gpio.gpio, PIN_SCL},
    .sda = {&board_gpio.gpio, PIN_SDA},
    .timer = &board_clint.timer,
    .hz = BUS_HZ,
};

const struct tmp1xx sensor = {&bus.bus, ADDRESS};
const struct hal_pin sensor_alarm = {&board_gpio.gpio, BOARD_LED_RED};

int sensor_init(void)
{
    const int status = bitbang_i2c_init(&bus);
    return status < 0 ? status : hal_pin_configure(&sensor_alarm, HAL_GPIO_OUTPUT);
}

void sensor_period(void)
{
}
