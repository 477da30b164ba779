/* SPDX-License-Identifier: MIT */
/*
 * The thermometer's requirements of a board: a sensor on an I2C bus, and an output line.
 */
#ifndef SENSOR_H
#define SENSOR_H

#include <hal/gpio.h>
#include <tmp1xx.h>

/** The sensor. */
extern const struct tmp1xx sensor;

/** High while it is too warm. */
extern const struct hal_pin sensor_alarm;

/** Initialises the bus and the line. Returns 0, or an error of the drivers. */
HAL_NODISCARD int sensor_init(void);

/** Called once per period. A simulated sensor changes its temperature here. */
void sensor_period(void);

#endif
