/* SPDX-License-Identifier: MIT */
/* What the data logger writes down: the temperature that a TMP1xx measures. */
#ifndef SENSOR_H
#define SENSOR_H

#include <hal/status.h>
#include <stdint.h>

/** Sets the bus up. Call it first. Returns 0, or an error of the bus. */
HAL_NODISCARD int sensor_init(void);

/** Reads thousandths of a degree Celsius. Returns 0 or an error of tmp1xx_read. */
HAL_NODISCARD int sensor_read(int32_t *millicelsius);

#endif
