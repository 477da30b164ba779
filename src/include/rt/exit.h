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
 * Ends the run with @p status: through semihosting where a debugger or emulator answers, else by
 * the board's own means, else by halting the hart. Statuses 0 to 255 arrive unchanged; any other
 * arrives as non-zero. The same as returning @p status from main. Callable from anywhere. If
 * another hart has panicked this one sleeps, and the panic's report and status are the run's.
 */
__attribute__((noreturn)) void rt_exit(int status);

/** Sleeps with interrupts off until the machine is reset. */
__attribute__((noreturn)) void rt_halt(void);

#ifdef __cplusplus
}
#endif

#endif
