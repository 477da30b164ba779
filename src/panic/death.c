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

/* Consecutive texts. */
enum text {
    CALL,
    JUMP,
    LOAD,
    STORE,
    INTERRUPT,
    OVERFLOW,
    PAST_TOP,
    NO_DEBUGGER,
    NOT_CODE,
    /* These follow "load" or "store". */
    THROUGH_NULL,
    NOT_READABLE,
    TO_CODE,
    TO_CONSTANT,
    NOT_WRITABLE,
};
static const char texts[] = "call\0"
                            "jump\0"
                            "load\0"
                            "store\0"
                            "interrupt without a handler: \0"
                            "stack overflow: \0"
                            "access past the top: \0"
                            " without a debugger\0"
                            " to an address that is not code\0"
                            " through a null pointer\0"
                            " from an address where nothing may be read\0"
                            " to code, which is read-only\0"
                            " to a constant, which is read-only\0"
                            " to an address where nothing may be written";

static __attribute__((noinline)) const char *text(enum text which)
{
    return rti_nth_text(texts, which);
}

static enum text explain_access(const struct panic_snapshot *snapshot, uintptr_t address)
{
    const struct panic_image *const image = snapshot->image;

    if (address < NULL_PAGE) {
        return THROUGH_NULL;
    }
    if (snapshot->frame->cause == CAUSE_LOAD_ACCESS) {
        return NOT_READABLE;
    }
    if (within(address, image->text_start, image->text_end) ||
        within(address, image->ram_text_start, image->ram_text_end)) {
        return TO_CODE;
    }
    if (within(address, image->rodata_start, image->rodata_end)) {
        return TO_CONSTANT;
    }
    return NOT_WRITABLE;
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
    struct panic_place place;
    uintptr_t address;

    death->is_stack = false;
    death->what = rt_trap_cause_name(frame->cause);
    death->how = "";
    rti_panic_place(snapshot, frame, &place);
    if (snapshot->damage != 0) {
        place.id = rti_panic_guarded(snapshot, snapshot->damage);
        place.access = PANIC_ACCESS_OVERFLOW;
    }
    if (place.access != PANIC_ACCESS_OTHER) {
        death->is_stack = true;
        death->what = text(place.access == PANIC_ACCESS_OVERFLOW ? OVERFLOW : PAST_TOP);
        death->how = rti_panic_stack_name(snapshot, place.id);
    } else if ((frame->cause & MCAUSE_INTERRUPT) != 0) {
        death->how = death->what;
        death->what = text(INTERRUPT);
    } else if (frame->cause == CAUSE_BREAKPOINT) {
        death->how = text(NO_DEBUGGER);
    } else if (frame->cause == CAUSE_FETCH_ACCESS) {
        const bool is_null = frame->pc < NULL_PAGE;
        death->what = text(is_null ? CALL : JUMP);
        death->how = text(is_null ? THROUGH_NULL : NOT_CODE);
    } else if (frame->cause == CAUSE_LOAD_ACCESS || frame->cause == CAUSE_STORE_ACCESS) {
        death->what = text(frame->cause == CAUSE_LOAD_ACCESS ? LOAD : STORE);
        death->how = rti_panic_address(snapshot, frame, &address)
                         ? text(explain_access(snapshot, address))
                         : rti_panic_no_address;
    }
}
