/* SPDX-License-Identifier: MIT */
/** @file
 * Ending the firmware with a status.
 */
#ifndef RT_EXIT_H
#define RT_EXIT_H

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Ends the run with @p status: through semihosting if a debugger or emulator answers, else by
 * board_exit, else by halting the hart. Statuses 0 to 255 arrive unchanged; any other arrives as
 * non-zero. Returning @p status from main has the same effect. If another hart has panicked, this
 * hart sleeps instead and the run ends with the panic's report and status. Callable from anywhere.
 */
__attribute__((noreturn)) void rt_exit(int status);

/** Sleeps with interrupts off until the machine is reset. Callable from anywhere. */
__attribute__((noreturn)) void rt_halt(void);

#ifdef __cplusplus
}
#endif

#endif
