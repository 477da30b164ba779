/* SPDX-License-Identifier: MIT */
/*
 * The report's lines, from the pc to the build id.
 */
#include "panic.h"

#include "base/stacks.h"
#include "base/text_table.h"

#include <hal/divide.h>
#include <rt/csr.h>
#include <rt/trap.h>

#include <stddef.h>

enum {
    US_PER_S = 1000000
};

void rti_panic_say_trap(const struct panic_snapshot *snapshot, const struct rt_trap_frame *frame)
{
    uintptr_t address;

    rti_panic_say("\n  pc      %p", (void *)frame->pc);
    if (frame->cause == PANIC_NO_CAUSE) {
        return;
    }
    if (rti_panic_address(snapshot, frame, &address)) {
        rti_panic_say("\n  address %p", (void *)address);
    }
    rti_panic_say("\n  cause   %lu, %s", frame->cause & ~MCAUSE_INTERRUPT,
                  rt_trap_cause_name(frame->cause));
}

static void say_status(const struct panic_snapshot *snapshot)
{
    const unsigned long status = snapshot->frame->status;
    const bool on = (status & MSTATUS_MPIE) != 0;

    rti_panic_say("\n  hart    %lu\n  mstatus %p: interrupts %s, mode %c, FS %lu", snapshot->hart,
                  (void *)status, on ? "on" : "off", "US?M"[(status & MSTATUS_MPP) >> 11],
                  (status & MSTATUS_FS) >> 13);
}

/* Linked in only if the application registers a stack. */
#pragma weak rti_stack_guard_name

static void say_guard(const struct rt_stack *stack)
{
    if (rti_stack_guard_name != NULL && stack != NULL) {
        rti_panic_say(", guarded by %s", rti_stack_guard_name(stack));
    }
}

/* Returns which it is. */
static unsigned long say_stack(const struct panic_snapshot *snapshot)
{
    struct panic_place place;

    rti_panic_place(snapshot, snapshot->frame, &place);
    if (place.id != PANIC_STACK_NONE) {
        rti_panic_say("\n  stack   %s stack, %lu of %lu bytes in use",
                      rti_panic_stack_name(snapshot, place.id),
                      (unsigned long)(place.stack.end - place.used),
                      (unsigned long)(place.stack.end - place.stack.start));
        if (place.id >= PANIC_STACK_REGISTERED) {
            say_guard(rti_panic_registered(snapshot, place.id));
        }
        rti_panic_say_mark(snapshot, &place);
    } else {
        rti_panic_say("\n  stack   sp points into no stack");
    }
    return place.id;
}

static void say_callers(const struct panic_snapshot *snapshot, const struct rt_trap_frame *frame)
{
    struct panic_trace trace;

    rti_panic_trace(snapshot, frame, &trace);
    while (rti_panic_next_caller(snapshot, &trace)) {
        rti_panic_say("\n  #%-6u %p", trace.count - 1, (void *)trace.address);
    }
}

#define HIGH_NAMES \
    RT_HIGH_REGISTERS("\0a6\0a7\0s2\0s3\0s4\0s5\0s6\0s7\0s8\0s9\0s10\0s11\0t3\0t4\0t5\0t6")

/* Three per line. */
static void say_registers(const struct panic_snapshot *snapshot)
{
    const char *name = "ra\0sp\0gp\0tp\0t0\0t1\0t2\0s0\0s1\0a0\0a1\0a2\0a3\0a4\0a5" HIGH_NAMES;
    const unsigned long *const values = &snapshot->frame->ra;

    for (unsigned i = 0; i < panic_registers(snapshot) - 1; i++) {
        rti_panic_say("%s  %-3s %p", &"\n"[i % 3 != 0], name, (void *)values[i]);
        name = rti_next_text(name);
    }
}

/* The trap inside which the fatal one struck. */
static void say_outer(const struct panic_snapshot *snapshot)
{
    const struct rt_trap_frame *const outer = snapshot->outer;

    if (outer != NULL) {
        rti_panic_say("\n  inside the handling of: %s", rt_trap_cause_name(outer->cause));
        rti_panic_say_trap(snapshot, outer);
        say_callers(snapshot, outer);
    }
}

static void say_missing_protection(const struct panic_snapshot *snapshot)
{
    const char *name;

    for (unsigned i = 0; (name = rti_pmp_missing_name(snapshot->missing_protection, i)) != NULL;
         i++) {
        rti_panic_say("\n  protection missing: %s", name);
    }
}

static void say_uptime_and_build(const struct panic_snapshot *snapshot)
{
    const unsigned long seconds = (unsigned long)hal_divide(snapshot->uptime_us, US_PER_S);

    if (snapshot->uptime_us != 0) {
        rti_panic_say("\n  uptime  %lu.%06lu s", seconds,
                      (unsigned long)snapshot->uptime_us - seconds * US_PER_S);
    }
    rti_panic_say("\n  build   ");
    for (unsigned i = 0; i < PANIC_BUILD_ID_SIZE; i++) {
        rti_panic_say("%02x", snapshot->image->build[i]);
    }
}

void rti_panic_report(const struct panic_snapshot *snapshot)
{
    rti_panic_say_trap(snapshot, snapshot->frame);
    say_status(snapshot);
    const unsigned long stack = say_stack(snapshot);
    say_registers(snapshot);
    say_callers(snapshot, snapshot->frame);
    say_outer(snapshot);
    say_missing_protection(snapshot);
    say_uptime_and_build(snapshot);
    /* Last: it goes through all of the stacks, and damaged bounds may end it with a fault. */
    rti_panic_say_marks(snapshot, stack);
}
