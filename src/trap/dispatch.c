/* SPDX-License-Identifier: MIT */
/*
 * Handles every trap without an interrupt handler of its own. Recovers from faults in probes and in
 * semihosting calls, asks the application's handler, or panics.
 */
#include "trap.h"

#include "panic/panic.h"

#include <rt/csr.h>
#include <rt/trap.h>

#include <stddef.h>

/* Linked in only if the firmware sets a handler. */
#pragma weak rti_trap_ask_handler

extern const char rti_semihosting_ebreak[];
extern const char rti_probes_start[], rti_probes_end[], rti_probe_return[];

/* Without a host, the call's ebreak traps: make it return -1. */
static bool resume_semihosting(struct rt_trap_frame *frame)
{
    if (frame->cause != CAUSE_BREAKPOINT || frame->pc != (uintptr_t)rti_semihosting_ebreak) {
        return false;
    }
    frame->a0 = (unsigned long)-1L;
    return true;
}

/* The third instruction of every 32 bytes may fault; see probe.S. */
static bool resume_probe(struct rt_trap_frame *frame)
{
    const uintptr_t offset = frame->pc - (uintptr_t)rti_probes_start;

    if ((frame->cause & MCAUSE_INTERRUPT) != 0 || offset % 32 != 8 ||
        offset >= (uintptr_t)rti_probes_end - (uintptr_t)rti_probes_start) {
        return false;
    }
    frame->a0 = 0;
    return true;
}

static __attribute__((noinline)) bool resume_planned(struct rt_trap_frame *frame)
{
    if (!resume_semihosting(frame) && !resume_probe(frame)) {
        return false;
    }
    frame->pc = (uintptr_t)rti_probe_return;
    return true;
}

bool rti_trap(struct rt_trap_frame *frame, unsigned long cause, unsigned long pc)
{
    if (cause == CAUSE_ECALL_M) {
        if (pc == (uintptr_t)rti_panic_ecall) {
            rti_panic_trap(frame, false);
        }
    } else if (resume_planned(frame)) {
        return true;
    }
    return rti_trap_ask_handler != NULL && rti_trap_ask_handler(frame, cause);
}

void rti_trap_inside(struct rt_trap_frame *frame)
{
    if (panic_is_call(frame) || !resume_planned(frame)) {
        rti_panic_trap(frame, true);
    }
}
