/* SPDX-License-Identifier: MIT */
/* The data logger's requirements of a board: flash for the log, and the time. */
#ifndef PLACE_H
#define PLACE_H

#include <hal/block.h>

extern const struct hal_block *const place_block;
extern const uint32_t place_size;

/** Returns seconds since 1970 if the board has a real-time clock, else since the start. */
uint32_t place_seconds(void);

#endif
