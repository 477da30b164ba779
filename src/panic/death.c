/* SPDX-License-Identifier: MIT */
/*
 * Describes in words why the firmware died, as far as the addresses show.
 */
#include "snapshot.h"

#include "base/text_table.h"

#include <rt/csr.h>
#include <rt/trap.h>

/* An address this small is a null pointer plus a member's offset. */
enum {
    NULL_PAGE = 4096
};

static bool within(uintptr_t address, uintptr_t start, uintptr_t end)
{
    return address >= start && address < end;
}

/* Consecutive texts: first what, then how. */
enum {
    WHAT_NULL_CALL,
    WHAT_NO_CODE,
    WHAT_LOAD,
    WHAT_STORE,
    WHAT_INTERRUPT,
    WHAT_OVERFLOW,
    WHAT_PAST_TOP,
    WHAT_CAUSE, /* The cause's name, which is in another table. */
    HOW_NOTHING = WHAT_CAUSE,
    HOW_NO_DEBUGGER,
    /* The others follow "load" or "store". */
    HOW_UNKNOWN,
    HOW_NULL,
    HOW_NOT_READABLE,
    HOW_CODE,
    HOW_CONSTANT,
    HOW_NOT_WRITABLE,
};
static const char texts[] = "call through a null pointer\0"
                            "jump to an address that is not code\0"
                            "load\0"
                            "store\0"
                            "interrupt without a handler: \0"
                            "stack overflow: \0"
                            "access past the top: \0"
                            "\0"
                            " without a debugger\0"
                            " at an address that this core does not report\0"
                            " through a null pointer\0"
                            " from an address where nothing may be read\0"
                            " to code, which is read-only\0"
                            " to a constant, which is read-only\0"
                            " to an address where nothing may be written";

static unsigned explain_access(const struct panic_snapshot *snapshot)
{
    const struct rt_trap_frame *const frame = snapshot->frame;
    const struct panic_image *const image = snapshot->image;
    uintptr_t address;

    if (!rti_panic_address(snapshot, frame, &address)) {
        return HOW_UNKNOWN;
    }
    if (address < NULL_PAGE) {
        return HOW_NULL;
    }
    if (frame->cause == CAUSE_LOAD_ACCESS) {
        return HOW_NOT_READABLE;
    }
    if (within(address, image->text_start, image->text_end) ||
        within(address, image->ram_text_start, image->ram_text_end)) {
        return HOW_CODE;
    }
    if (within(address, image->rodata_start, image->rodata_end)) {
        return HOW_CONSTANT;
    }
    return HOW_NOT_WRITABLE;
}

static unsigned explain_trap(const struct rt_trap_frame *frame)
{
    if (frame->cause == CAUSE_FETCH_ACCESS) {
        return frame->pc < NULL_PAGE ? WHAT_NULL_CALL : WHAT_NO_CODE;
    }
    if (frame->cause == CAUSE_LOAD_ACCESS) {
        return WHAT_LOAD;
    }
    return frame->cause == CAUSE_STORE_ACCESS ? WHAT_STORE : WHAT_CAUSE;
}

/* What comes before "how". */
static unsigned explain(const struct rt_trap_frame *frame, enum panic_access access)
{
    if (access != PANIC_ACCESS_OTHER) {
        return access == PANIC_ACCESS_OVERFLOW ? WHAT_OVERFLOW : WHAT_PAST_TOP;
    }
    return (frame->cause & MCAUSE_INTERRUPT) != 0 ? WHAT_INTERRUPT : explain_trap(frame);
}

bool rti_panic_address(const struct panic_snapshot *snapshot, const struct rt_trap_frame *frame,
                       uintptr_t *address)
{
    const bool is_access =
        frame->cause >= CAUSE_LOAD_MISALIGNED && frame->cause <= CAUSE_STORE_ACCESS;

    *address = frame->tval;
    return frame->tval != 0 || !is_access || rti_panic_decode(snapshot, frame, address);
}

void rti_panic_death(const struct panic_snapshot *snapshot, struct panic_death *death)
{
    const struct rt_trap_frame *const frame = snapshot->frame;
    const char *const cause = rt_trap_cause_name(frame->cause);
    struct panic_place place;

    rti_panic_place(snapshot, frame, &place);
    if (snapshot->damage != 0) {
        place.id = rti_panic_guarded(snapshot, snapshot->damage);
        place.access = PANIC_ACCESS_OVERFLOW;
    }
    const unsigned what = explain(frame, place.access);
    unsigned how = HOW_NOTHING;
    if (what == WHAT_LOAD || what == WHAT_STORE) {
        how = explain_access(snapshot);
    } else if (frame->cause == CAUSE_BREAKPOINT) {
        how = HOW_NO_DEBUGGER;
    }
    death->is_stack = place.access != PANIC_ACCESS_OTHER;
    death->what = what != WHAT_CAUSE ? rti_nth_text(texts, what) : cause;
    death->how = what != WHAT_INTERRUPT ? rti_nth_text(texts, how) : cause;
    if (death->is_stack) {
        death->how = rti_panic_stack_name(snapshot, place.id);
    }
}
