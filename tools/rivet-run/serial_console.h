/* SPDX-License-Identifier: MIT */
/* What the output of a board tells of it: which firmware it has, and that the run has ended. */
#ifndef RIVET_RUN_SERIAL_CONSOLE_H
#define RIVET_RUN_SERIAL_CONSOLE_H

#include <rt/frame.h>

#include "elf/elf_file.h"

struct serial_console {
    const struct elf_file *elf;
    bool is_test; /**< only an exit status ends the run */
    struct rt_frame_reader reader;
    unsigned char payload[RT_FRAME_PAYLOAD_MAX];
    size_t matched;    /**< characters of a report's last line that have come */
    bool is_known;     /**< the board has said what firmware it has */
    bool has_image;    /**< it is this one */
    bool has_panicked; /**< a report or a dump was the last output */
    bool has_ended;    /**< the firmware has sent its exit status */
    int64_t ended;     /**< when that was, of clock_ms() */
    int status;        /**< this one */
};

/** Call first. */
void serial_console_start(struct serial_console *console, const struct elf_file *elf, bool is_test);

/** Takes output of the board. */
void serial_console_take(struct serial_console *console, const unsigned char *data, size_t length);

/** Milliseconds to wait for output. If none comes, the run has ended. 0: it has. Negative:
 * it has not. */
int serial_console_wait(const struct serial_console *console);

/** The exit status of a run that has ended. */
int serial_console_status(const struct serial_console *console);

#endif
