/* SPDX-License-Identifier: MIT */
/*
 * The last step of rt_exit. It prints nothing and waits for nothing, so a panic that can't report
 * calls it directly.
 */
#ifndef END_RUN_H
#define END_RUN_H

#include <stdbool.h>

/**
 * Ends the run with @p status by the method that the firmware was linked with. It is never inlined
 * because rivet-run sets a breakpoint here if QEMU has a drive.
 */
__attribute__((noreturn, noinline)) void rti_end_run(int status);

/** In firmware that exits in frames: whether this boot follows a run that the board did not end.
 * True once. */
bool rti_end_run_started_over(void);

#endif
