/* SPDX-License-Identifier: MIT */
/* The devices of the project's own board. */
#ifndef BOARD_H
#define BOARD_H

#include <clint.h>
#include <rt/board.h>

extern const struct clint mine_clint;

#endif
