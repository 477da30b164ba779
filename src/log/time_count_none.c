/* SPDX-License-Identifier: MIT */
/*
 * board_time_count of boards that leave it out.
 */
#include <rt/board.h>

#include <stddef.h>

__attribute__((weak)) const volatile uint32_t *const board_time_count = NULL;
