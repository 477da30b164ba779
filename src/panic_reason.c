/* SPDX-License-Identifier: MIT */
/*
 * A trap as a sentence: what the program did, as far as the addresses tell.
 */
#include "panic.h"

#include <rt/csr.h>
#include <rt/image.h>
#include <rt/trap.h>

/* A pointer this small was null, plus the offset of a member. */
enum {
    NULL_PAGE = 4096
};

static bool within(uintptr_t address, const char *start, const char *end)
{
    return address >= (uintptr_t)start && address < (uintptr_t)end;
}

/* What comes behind "load" or "store". */
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

static const char *explain_exception(const struct rt_trap_frame *frame)
{
    switch (frame->cause) {
    case CAUSE_FETCH_ACCESS:
        return frame->pc < NULL_PAGE ? "call through a null pointer"
                                     : "jump to an address that is not code";
    case CAUSE_BREAKPOINT:
        return "breakpoint without a debugger";
    default:
        return rt_trap_cause_name(frame->cause);
    }
}

void panic_explain(const struct rt_trap_frame *frame,
                   __attribute__((format(printf, 1, 2))) void (*reason)(const char *format, ...))
{
    struct panic_stack stack;

    if ((frame->cause & MCAUSE_INTERRUPT) != 0) {
        reason("interrupt without a handler: %s", rt_trap_cause_name(frame->cause));
    } else if (panic_stack_overflowed(frame, &stack)) {
        reason("stack overflow: %s stack of hart %lu", stack.name, csr_read(mhartid));
    } else if (frame->cause == CAUSE_LOAD_ACCESS || frame->cause == CAUSE_STORE_ACCESS) {
        reason("%s%s", frame->cause == CAUSE_LOAD_ACCESS ? "load" : "store", explain_access(frame));
    } else {
        reason("%s", explain_exception(frame));
    }
}
