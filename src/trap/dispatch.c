/* SPDX-License-Identifier: MIT */
/*
 * Handles every trap without an interrupt handler of its own. Recovers from faults in probes and in
 * semihosting calls, asks the application's handler, or panics.
 */
#include "trap.h"

#include "base/linked_number.h"
#include "panic/panic.h"

#include <rt/csr.h>
#include <rt/detail/hart_block.h>
#include <rt/image.h>
#include <rt/trap.h>

extern const char rti_semihosting_ebreak[];
extern const char rti_probes_start[], rti_probe_return[];

static bool is_planned(uintptr_t pc)
{
    return pc - (uintptr_t)rti_probes_start < LINKED_NUMBER(rti_probes_size);
}

/*
 * In a probe the third instruction of every 32 bytes may fault; see probe.S. Without a host the
 * ebreak of a semihosting call traps; it then returns -1.
 */
static __attribute__((noinline)) bool resume(struct rt_trap_frame *frame)
{
    const uintptr_t offset = frame->pc - (uintptr_t)rti_probes_start;

    if (frame->cause == CAUSE_BREAKPOINT && frame->pc == (uintptr_t)rti_semihosting_ebreak) {
        frame->a0 = (unsigned long)-1L;
    } else if ((frame->cause & MCAUSE_INTERRUPT) == 0 && offset % 32 == 8) {
        frame->a0 = 0;
    } else {
        return false;
    }
    frame->pc = (uintptr_t)rti_probe_return;
    return true;
}

/* Replaced by that of handler.c if the firmware sets a handler. */
__attribute__((weak)) bool rti_trap_ask_handler(struct rt_trap_frame *frame, unsigned long cause)
{
    (void)frame;
    (void)cause;
    return false;
}

/* Out of line, so that the application's own traps need no stack frame. */
static __attribute__((noinline)) bool resume_or_ask(struct rt_trap_frame *frame,
                                                    unsigned long cause)
{
    return resume(frame) || rti_trap_ask_handler(frame, cause);
}

bool rti_trap(struct rt_trap_frame *frame, unsigned long cause, unsigned long pc)
{
    if (cause == CAUSE_ECALL_M) {
        if (pc == (uintptr_t)rti_panic_ecall) {
            rti_panic_trap(frame, false);
        }
    } else if (is_planned(pc)) {
        return resume_or_ask(frame, cause);
    }
    return rti_trap_ask_handler(frame, cause);
}

/* Without space below sp the frame is at the top of the trap stack, over what was there. */
static bool has_overwritten(const struct rt_trap_frame *frame)
{
    const uintptr_t top = (uintptr_t)(frame + 1);

    return top == (uintptr_t)rt_hart_block_of_trap() &&
           top - frame->sp <= (size_t)(rt_boot_trap_stack_end - rt_boot_trap_stack_start);
}

void rti_trap_inside(struct rt_trap_frame *frame)
{
    if (has_overwritten(frame) || panic_is_call(frame) || !is_planned(frame->pc) ||
        !resume(frame)) {
        rti_panic_trap(frame, true);
    }
}
