/* SPDX-License-Identifier: MIT */
/*
 * Describes a trap in words, based on its cause and addresses.
 */
#include "panic.h"

#include <rt/csr.h>
#include <rt/image.h>
#include <rt/trap.h>

/* A smaller address is taken for a null pointer plus a member's offset. */
enum {
    NULL_PAGE = 4096
};

static bool within(uintptr_t address, const char *start, const char *end)
{
    return address >= (uintptr_t)start && address < (uintptr_t)end;
}

/* The text after "load" or "store". */
static const char *explain_access(const struct rt_trap_frame *frame)
{
    if (frame->tval < NULL_PAGE) {
        return " through a null pointer";
    }
    if (frame->cause == CAUSE_LOAD_ACCESS) {
        return " from an address where nothing may be read";
    }
    if (within(frame->tval, rt_text_start, rt_text_end)) {
        return " to code, which is read-only";
    }
    if (within(frame->tval, rt_rodata_start, rt_rodata_end)) {
        return " to a constant, which is read-only";
    }
    return " to an address where nothing may be written";
}

void rti_panic_explain(const struct rt_trap_frame *frame)
{
    struct panic_stack stack;
    const char *what = rt_trap_cause_name(frame->cause);

    if ((frame->cause & MCAUSE_INTERRUPT) != 0) {
        rti_panic_reason("interrupt without a handler: %s", what);
        return;
    }
    if (rti_panic_stack_overflowed(frame, &stack)) {
        rti_panic_reason("stack overflow: %s stack of hart %lu", stack.name, csr_read(mhartid));
        return;
    }
    const char *how = "";
    switch (frame->cause) {
    case CAUSE_FETCH_ACCESS:
        what = frame->pc < NULL_PAGE ? "call through a null pointer"
                                     : "jump to an address that is not code";
        break;
    case CAUSE_BREAKPOINT:
        how = " without a debugger";
        break;
    case CAUSE_LOAD_ACCESS:
        what = "load";
        how = explain_access(frame);
        break;
    case CAUSE_STORE_ACCESS:
        what = "store";
        how = explain_access(frame);
        break;
    default:
        break;
    }
    rti_panic_reason("%s%s", what, how);
}
