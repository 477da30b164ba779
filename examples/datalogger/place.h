/* SPDX-License-Identifier: MIT */
/* What the data logger asks of a board: flash for the log, and the time. */
#ifndef PLACE_H
#define PLACE_H

#include <hal/block.h>

extern const struct hal_block *const place_block;
extern const uint32_t place_size;

/** Returns seconds, since 1970 where the board knows the date, else since the start. */
uint32_t place_seconds(void);

#endif
