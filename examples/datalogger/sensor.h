/* SPDX-License-Identifier: MIT */
/* The data logger's sensor: the temperature of a TMP1xx. */
#ifndef SENSOR_H
#define SENSOR_H

#include <hal/status.h>
#include <stdint.h>

/** Initialises the bus. Call it first. Returns 0, or an error of the bus. */
HAL_NODISCARD int sensor_init(void);

/**
 * Reads the temperature in thousandths of a degree Celsius. Returns 0 or an error of tmp1xx_read.
 */
HAL_NODISCARD int sensor_read(int32_t *millicelsius);

#endif
