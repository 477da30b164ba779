/* SPDX-License-Identifier: MIT */
/*
 * The last step of rt_exit. A panic whose report failed calls it directly: it prints nothing and
 * waits for nothing.
 */
#ifndef END_RUN_H
#define END_RUN_H

/**
 * Ends the run with @p status by the method that the firmware was linked with. It is a function in
 * every firmware because rivet-run sets a breakpoint here if QEMU has a drive.
 */
__attribute__((noreturn, noinline)) void rti_end_run(int status);

#endif
