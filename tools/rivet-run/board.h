/* SPDX-License-Identifier: MIT */
/*
 * A board or a simulator, as the board's file or the user describes it.
 *
 * The commands are for the shell. In their environment are RIVET_ELF, the path of the firmware,
 * RIVET_BIN and RIVET_HEX, where the target image-<firmware> puts its images, and RIVET_PORT.
 */
#ifndef RIVET_RUN_BOARD_H
#define RIVET_RUN_BOARD_H

#include "elf/common.h"

#include <stdbool.h>

/** The largest time limit for loading, in seconds. */
#define MOST_LOAD_TIMEOUT 600

struct board {
    const char *run;       /**< command that runs the firmware itself; NULL if none is to be used */
    const char *port;      /**< the serial port's device; NULL if no board is to be used */
    unsigned baud;         /**< with 8 data bits, no parity, one stop bit; 0: 115200 */
    const char *load;      /**< command that puts the image on the board and starts it; NULL: it is
                                there already */
    unsigned load_timeout; /**< seconds that loading or restarting may take; 0: 60 */
    const char *restart;   /**< dtr or rts, the line that is deasserted for a moment; or a command.
                                NULL: someone does it by hand, or loading does */
    const char *gdb_reset; /**< GDB's command that resets the board before GDB loads it; NULL:
                                OpenOCD's */
};

/** Sets the environment of its commands. */
void board_set_environment(const struct board *board, const char *elf);

/** Adds the options of rivet-run that describe it. */
void board_repeat(const struct board *board, struct arguments *command);

/** Reads a decimal number from @p low to @p high. Returns false if @p text is none. */
bool read_number(const char *text, unsigned low, unsigned high, unsigned *value);

#endif
