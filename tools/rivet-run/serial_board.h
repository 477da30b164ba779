/* SPDX-License-Identifier: MIT */
/* What makes a board run an image: the commands and lines of board.h. For the child of serial.c. */
#ifndef RIVET_RUN_SERIAL_BOARD_H
#define RIVET_RUN_SERIAL_BOARD_H

#include "board.h"
#include "elf/elf_file.h"

#include <stdbool.h>

/** Runs the command that loads and starts the image. If it fails or the image is an old one, says
 * so and returns false. */
bool serial_board_load(const struct board *board, const struct elf_file *elf);

/** Restarts the board if there is a way to. If it fails, says why and returns false. */
bool serial_board_restart(const struct board *board, const struct elf_file *elf);

#endif
