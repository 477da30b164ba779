/* SPDX-License-Identifier: MIT */
/*
 * How a panic stops the other harts, and what else the end of a run needs of harts.
 */
#ifndef HART_STOP_H
#define HART_STOP_H

#include <rt/detail/hart_block.h>
#include <rt/hart.h>
#include <rt/trap_frame.h>

#include <stdbool.h>

/**
 * Claims the report for this hart, whose state is RT_HART_PANICKING. Does not return if another
 * hart has claimed it: this hart sleeps, and its frame is kept for the other's report.
 */
void rti_hart_claim_report(const struct rt_trap_frame *frame);

/** Sends an IPI to all other harts that run. */
void rti_hart_stop_others(void);

/** The running hart's block, whatever an RTOS has put into tp and mscratch. */
struct rt_hart *rti_hart_of_this(void);

/**
 * Call before the run ends normally. Does not return if another hart has panicked, so that the run
 * ends with that hart's report and status.
 */
void rti_hart_stop_if_pending(void);

#endif
