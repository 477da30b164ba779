/* SPDX-License-Identifier: MIT */
/*
 * Has QEMU finish its block requests before the firmware ends it.
 *
 * Firmware ends QEMU by a semihosting call or, before QEMU 8.2, by the test device, and both are
 * exit() in the thread of the hart. What the main loop has queued for a drive is then lost, though
 * the device has told the firmware that it is stored: a serial flash (m25p80) writes so. A stopped
 * machine has no such requests: QEMU drains and flushes its drives whenever it stops. So where
 * there is a drive, rivet-run is a debugger that has a breakpoint in rti_end_run(), and goes on
 * from it.
 */
#ifndef RIVET_RUN_DRAIN_H
#define RIVET_RUN_DRAIN_H

#include "launch.h"

struct drain {
    int socket; /**< to QEMU's GDB server, or -1 */
    uint64_t address;
    struct buffer answers;
    bool started;
    bool stopped;
};

/**
 * Whether this run needs it: QEMU is given a drive, its GDB server is free, and the firmware has
 * the function. Sets @p address then.
 */
bool drain_needed(const struct launch_request *request, uint64_t *address);

/** Sets the breakpoint and lets the machine go. For when QMP is spoken: its events are needed. */
void drain_start(struct drain *drain);

/** Reads what QEMU says; at the breakpoint, removes it and lets the machine go. */
void drain_take(struct drain *drain);

#endif
