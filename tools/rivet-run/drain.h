/* SPDX-License-Identifier: MIT */
/*
 * Makes QEMU finish its block requests before the firmware ends it.
 *
 * Firmware ends QEMU by a semihosting call or, before QEMU 8.2, by the test device. Both call
 * exit() in the hart's thread. Requests that the main loop has queued for a drive are then lost,
 * although the device has reported them as stored. A serial flash (m25p80) does so. QEMU drains and
 * flushes its drives whenever the machine stops. So if there is a drive, rivet-run acts as a
 * debugger with a breakpoint in rti_end_run(), and continues from it.
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
 * Whether this run needs it: QEMU has a drive, its GDB server is free, and the firmware has the
 * function. Then sets @p address.
 */
bool drain_needed(const struct launch_request *request, uint64_t *address);

/** Sets the breakpoint and lets the machine run. Call when QMP is ready: its events are needed. */
void drain_start(struct drain *drain);

/** Reads QEMU's answers; at the breakpoint, removes it and lets the machine run. */
void drain_take(struct drain *drain);

#endif
