/* SPDX-License-Identifier: MIT */
/*
 * The last step of rt_exit alone, for a panic whose report failed: it prints nothing and waits for
 * nothing.
 */
#ifndef END_RUN_H
#define END_RUN_H

/** Ends the run with @p status by the means that the firmware was linked with. */
__attribute__((noreturn)) void end_run(int status);

#endif
