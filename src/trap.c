/* SPDX-License-Identifier: MIT */
/*
 * Every trap that is not a fast interrupt: recovered from where we planned for it, else a panic.
 */
#include "trap.h"
#include "panic.h"

#include <rt/csr.h>
#include <rt/trap.h>

#include <stddef.h>

/* There only where the firmware sets a handler. */
#pragma weak trap_resume_by_handler

extern const char rt_semihosting_ebreak[];
extern const char rt_probes_start[], rt_probes_end[], rt_probe_failed[];

static const char *const exception_names[] = {
    [CAUSE_FETCH_MISALIGNED] = "instruction address misaligned",
    [CAUSE_FETCH_ACCESS] = "instruction access fault",
    [CAUSE_ILLEGAL_INSTRUCTION] = "illegal instruction",
    [CAUSE_BREAKPOINT] = "breakpoint",
    [CAUSE_LOAD_MISALIGNED] = "load address misaligned",
    [CAUSE_LOAD_ACCESS] = "load access fault",
    [CAUSE_STORE_MISALIGNED] = "store or atomic address misaligned",
    [CAUSE_STORE_ACCESS] = "store or atomic access fault",
    [CAUSE_ECALL_U] = "environment call from user mode",
    [CAUSE_ECALL_S] = "environment call from supervisor mode",
    [CAUSE_ECALL_M] = "environment call from machine mode",
};

const char *rt_trap_cause_name(unsigned long cause)
{
    switch (cause) {
    case MCAUSE_INTERRUPT | IRQ_MACHINE_SOFTWARE:
        return "software interrupt";
    case MCAUSE_INTERRUPT | IRQ_MACHINE_TIMER:
        return "timer interrupt";
    case MCAUSE_INTERRUPT | IRQ_MACHINE_EXTERNAL:
        return "external interrupt";
    default:
        break;
    }
    const char *name = NULL;
    if (cause < sizeof exception_names / sizeof exception_names[0]) {
        name = exception_names[cause];
    }
    return name != NULL ? name : "unknown trap";
}

/* Without a host, the call's ebreak traps: make it return -1. */
static bool resume_semihosting(struct rt_trap_frame *frame)
{
    if (frame->cause != CAUSE_BREAKPOINT || frame->pc != (uintptr_t)rt_semihosting_ebreak) {
        return false;
    }
    frame->a0 = (unsigned long)-1L;
    frame->pc += 4;
    return true;
}

/* The first instruction of every 16 bytes is one that may fault; see probe.S. */
static bool resume_probe(struct rt_trap_frame *frame)
{
    const uintptr_t offset = frame->pc - (uintptr_t)rt_probes_start;

    if ((frame->cause & MCAUSE_INTERRUPT) != 0 || offset % 16 != 0 ||
        offset >= (uintptr_t)rt_probes_end - (uintptr_t)rt_probes_start) {
        return false;
    }
    frame->pc = (uintptr_t)rt_probe_failed;
    return true;
}

/* Called by trap.S; what it leaves in the frame is what the program resumes with. */
void rt_trap(struct rt_trap_frame *frame);

void rt_trap(struct rt_trap_frame *frame)
{
    if (resume_semihosting(frame) || resume_probe(frame)) {
        return;
    }
    if (panic_is_call(frame)) {
        panic_call(frame);
    }
    if (trap_resume_by_handler == NULL || !trap_resume_by_handler(frame)) {
        panic_trap(frame);
    }
}
