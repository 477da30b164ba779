/* SPDX-License-Identifier: MIT */
/*
 * The report's lines, from where it happened to which build it was.
 */
#include "panic.h"

#include <rt/board.h>
#include <rt/csr.h>
#include <rt/image.h>
#include <rt/protect.h>
#include <rt/trap.h>

#include <stddef.h>

static void say_registers(const struct rt_trap_frame *frame)
{
    static const char names[] = "ra sp gp tp t0 t1 t2 s0 s1 a0 a1 a2 a3 a4 a5 a6 a7 "
                                "s2 s3 s4 s5 s6 s7 s8 s9 s10s11t3 t4 t5 t6 ";
    const unsigned long *value = &frame->ra;

    for (const char *name = names; *name != '\0'; name += 3, value++) {
        panic_say("  %c%c%c %p%s", name[0], name[1], name[2], (void *)*value,
                  (name - names) % 9 == 6 ? "\n" : "");
    }
    panic_say("\n");
}

static void say_stack(const struct rt_trap_frame *frame)
{
    struct panic_stack stack;
    uintptr_t sp = frame->sp;

    if (panic_stack_overflowed(frame, &stack)) {
        sp = stack.start;
    } else if (!panic_stack_of(sp, &stack)) {
        panic_say("  stack   sp points into no stack\n");
        return;
    }
    panic_say("  stack   %s stack, %lu of %lu bytes in use\n", stack.name,
              (unsigned long)(stack.end - sp), (unsigned long)(stack.end - stack.start));
}

static void say_trap(const struct rt_trap_frame *frame)
{
    panic_say("  address %p\n  cause   %lu, %s\n", (void *)frame->tval,
              frame->cause & ~MCAUSE_INTERRUPT, rt_trap_cause_name(frame->cause));
}

static void say_status(unsigned long status)
{
    panic_say("  hart    %lu\n  mstatus %p: interrupts %s, mode %c, FS %lu\n", csr_read(mhartid),
              (void *)status, (status & MSTATUS_MPIE) != 0 ? "on" : "off",
              "US?M"[(status & MSTATUS_MPP) >> 11], (status & MSTATUS_FS) >> 13);
}

/* A fault inside the handling of another: the frame of that one lies at the trap stack's top. */
static void say_outer(const struct rt_trap_frame *frame)
{
    const struct rt_trap_frame *const outer =
        (const struct rt_trap_frame *)rt_hart_block_of_trap() - 1;

    if (frame >= outer) {
        return;
    }
    panic_say("  inside the handling of: %s\n", rt_trap_cause_name(outer->cause));
    panic_say("  pc      %p\n", (void *)outer->pc);
    say_trap(outer);
    panic_backtrace(outer);
}

static void say_missing_protection(void)
{
    const char *name;

    for (unsigned i = 0; (name = rt_protect_missing(i)) != NULL; i++) {
        panic_say("  protection missing: %s\n", name);
    }
}

static void say_uptime(void)
{
    const uint64_t ns = hal_timer_ns_from_ticks(board_timer, hal_timer_now(board_timer));
    const uint64_t us = ns / 1000;

    panic_say("  uptime  %lu.%06lu s\n", (unsigned long)(us / 1000000),
              (unsigned long)(us % 1000000));
}

static void say_build_id(void)
{
    panic_say("  build   ");
    for (unsigned i = 0; i < PANIC_BUILD_ID_SIZE; i++) {
        panic_say("%02x", panic_build_id[i]);
    }
    panic_say("\n");
}

void panic_report(const struct rt_trap_frame *frame, bool is_trap)
{
    panic_say("  pc      %p\n", (void *)frame->pc);
    if (is_trap) {
        say_trap(frame);
    }
    say_status(frame->status);
    say_stack(frame);
    say_registers(frame);
    panic_backtrace(frame);
    say_outer(frame);
    say_missing_protection();
    say_uptime();
    say_build_id();
}
