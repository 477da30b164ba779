/* SPDX-License-Identifier: MIT */
/* The terminal on standard input, whose settings QEMU changes during a run. */
#ifndef RIVET_RUN_TERMINAL_H
#define RIVET_RUN_TERMINAL_H

/** Keeps the settings for terminal_restore. */
void terminal_save(void);

/** Restores what terminal_save kept, if anything. Callable from a signal handler. */
void terminal_restore(void);

/**
 * Makes the Enter key send LF, which ends a line for the firmware. Call it after QEMU has made the
 * terminal raw. Everything else stays raw.
 */
void terminal_send_newlines(void);

#endif
