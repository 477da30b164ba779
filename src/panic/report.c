/* SPDX-License-Identifier: MIT */
/*
 * The report's lines, from the pc to the build id.
 */
#include "panic.h"

#include "base/text_table.h"

#include <hal/divide.h>
#include <rt/csr.h>
#include <rt/protect.h>
#include <rt/trap.h>

#include <stddef.h>

enum {
    US_PER_S = 1000000
};

void rti_panic_say_trap(const struct rt_trap_frame *frame)
{
    rti_panic_say("\n  pc      %p", (void *)frame->pc);
    if (frame->cause != PANIC_NO_CAUSE) {
        rti_panic_say("\n  address %p\n  cause   %lu, %s", (void *)frame->tval,
                      frame->cause & ~MCAUSE_INTERRUPT, rt_trap_cause_name(frame->cause));
    }
}

static void say_status(unsigned long status)
{
    const bool on = (status & MSTATUS_MPIE) != 0;

    rti_panic_say("\n  hart    %lu\n  mstatus %p: interrupts %s, mode %c, FS %lu",
                  csr_read(mhartid), (void *)status, on ? "on" : "off",
                  "US?M"[(status & MSTATUS_MPP) >> 11], (status & MSTATUS_FS) >> 13);
}

static void say_stack(const struct rt_trap_frame *frame)
{
    struct panic_stack stack;
    const uintptr_t used = rti_panic_stack_used(frame, &stack);

    if (used != 0) {
        rti_panic_say("\n  stack   %s stack, %lu of %lu bytes in use", stack.name,
                      (unsigned long)(stack.end - used), (unsigned long)(stack.end - stack.start));
    } else {
        rti_panic_say("\n  stack   sp points into no stack");
    }
}

/* Three per line. */
static void say_registers(const struct rt_trap_frame *frame)
{
    const char *name = "ra\0sp\0gp\0tp\0t0\0t1\0t2\0s0\0s1\0a0\0a1\0a2\0a3\0a4\0a5\0a6\0a7\0"
                       "s2\0s3\0s4\0s5\0s6\0s7\0s8\0s9\0s10\0s11\0t3\0t4\0t5\0t6";
    const unsigned long *const values = &frame->ra;

    for (unsigned i = 0; i < 31; i++) {
        rti_panic_say("%s  %-3s %p", &"\n"[i % 3 != 0], name, (void *)values[i]);
        name = rti_next_text(name);
    }
}

/* If this trap is inside another, the outer frame is at the top of the trap stack. */
static void say_outer(const struct rt_trap_frame *frame)
{
    const struct rt_trap_frame *const outer =
        (const struct rt_trap_frame *)rt_hart_block_of_trap() - 1;

    if (frame >= outer) {
        return;
    }
    rti_panic_say("\n  inside the handling of: %s", rt_trap_cause_name(outer->cause));
    rti_panic_say_trap(outer);
    rti_panic_backtrace(outer);
}

static void say_missing_protection(void)
{
    const char *name;

    for (unsigned i = 0; (name = rt_protect_missing(i)) != NULL; i++) {
        rti_panic_say("\n  protection missing: %s", name);
    }
}

static void say_uptime_and_build(void)
{
    const unsigned long seconds = (unsigned long)hal_divide(rti_panic_last.uptime_us, US_PER_S);

    rti_panic_say("\n  uptime  %lu.%06lu s\n  build   ", seconds,
                  (unsigned long)rti_panic_last.uptime_us - seconds * US_PER_S);
    for (unsigned i = 0; i < PANIC_BUILD_ID_SIZE; i++) {
        rti_panic_say("%02x", rti_build_id[i]);
    }
}

void rti_panic_report(const struct rt_trap_frame *frame)
{
    rti_panic_say_trap(frame);
    say_status(frame->status);
    say_stack(frame);
    say_registers(frame);
    rti_panic_backtrace(frame);
    say_outer(frame);
    say_missing_protection();
    say_uptime_and_build();
}
