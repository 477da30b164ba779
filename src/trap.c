/* SPDX-License-Identifier: MIT */
/*
 * Every trap that is not a fast interrupt: recovered from where we planned for it, else a panic.
 */
#include "trap.h"
#include "panic.h"
#include "texts.h"

#include <rt/csr.h>
#include <rt/trap.h>

#include <stddef.h>

/* There only where the firmware sets a handler. */
#pragma weak trap_ask_handler

extern const char rt_semihosting_ebreak[];
extern const char rt_probes_start[], rt_probes_end[], rt_put_back[];

/* Behind one another: exceptions by their number, then the interrupts 3, 7 and 11. */
static const char cause_names[] = "instruction address misaligned\0"
                                  "instruction access fault\0"
                                  "illegal instruction\0"
                                  "breakpoint\0"
                                  "load address misaligned\0"
                                  "load access fault\0"
                                  "store or atomic address misaligned\0"
                                  "store or atomic access fault\0"
                                  "environment call from user mode\0"
                                  "environment call from supervisor mode\0"
                                  "unknown trap\0"
                                  "environment call from machine mode\0"
                                  "software interrupt\0"
                                  "timer interrupt\0"
                                  "external interrupt";

enum {
    UNKNOWN_TRAP = 10,
    EXCEPTIONS = 12,
};

const char *rt_trap_cause_name(unsigned long cause)
{
    const unsigned long interrupt = cause - MCAUSE_INTERRUPT;
    unsigned long nth = UNKNOWN_TRAP;
    const char *name = cause_names;

    if (cause < EXCEPTIONS) {
        nth = cause;
    } else if (interrupt < EXCEPTIONS && interrupt % 4 == IRQ_MACHINE_SOFTWARE) {
        nth = EXCEPTIONS + interrupt / 4;
    }
    for (; nth != 0; nth--) {
        name = next_text(name);
    }
    return name;
}

/* Without a host, the call's ebreak traps: make it return -1. */
static bool resume_semihosting(struct rt_trap_frame *frame)
{
    if (frame->cause != CAUSE_BREAKPOINT || frame->pc != (uintptr_t)rt_semihosting_ebreak) {
        return false;
    }
    frame->a0 = (unsigned long)-1L;
    return true;
}

/* The third instruction of every 32 bytes is one that may fault; see probe.S. */
static bool resume_probe(struct rt_trap_frame *frame)
{
    const uintptr_t offset = frame->pc - (uintptr_t)rt_probes_start;

    if ((frame->cause & MCAUSE_INTERRUPT) != 0 || offset % 32 != 8 ||
        offset >= (uintptr_t)rt_probes_end - (uintptr_t)rt_probes_start) {
        return false;
    }
    frame->a0 = 0;
    return true;
}

static inline bool resume_planned(struct rt_trap_frame *frame)
{
    if (!resume_semihosting(frame) && !resume_probe(frame)) {
        return false;
    }
    frame->pc = (uintptr_t)rt_put_back;
    return true;
}

bool rt_trap(struct rt_trap_frame *frame, unsigned long cause, unsigned long pc)
{
    if (cause == CAUSE_ECALL_M) {
        if (pc == (uintptr_t)rt_panic_ecall) {
            panic_call(frame);
        }
    } else if (resume_planned(frame)) {
        return true;
    }
    return trap_ask_handler != NULL && trap_ask_handler(frame, cause);
}

void rt_trap_inside(struct rt_trap_frame *frame)
{
    if (panic_is_call(frame)) {
        panic_call(frame);
    }
    if (!resume_planned(frame)) {
        panic_trap(frame);
    }
}
