/* SPDX-License-Identifier: MIT */
/*
 * What the thermometer asks of a board: a sensor on some I2C bus, and a line to raise.
 */
#ifndef SENSOR_H
#define SENSOR_H

#include <hal/gpio.h>
#include <tmp1xx.h>

/** The sensor. */
extern const struct tmp1xx sensor;

/** High while it is too warm. */
extern const struct hal_pin sensor_alarm;

/** Brings the bus and the line up. Returns 0, or what the drivers said. */
HAL_NODISCARD int sensor_init(void);

/** Called once a period; where the sensor is simulated, its temperature changes. */
void sensor_period(void);

#endif
