/* SPDX-License-Identifier: MIT */
/* The devices of a board of one's own. */
#ifndef BOARD_H
#define BOARD_H

#include <clint.h>
#include <rt/board.h>

extern const struct clint mine_clint;

#endif
