/* SPDX-License-Identifier: MIT */
/*
 * Fills the snapshot, from the hart's block, the linker's symbols and the CSRs.
 */
#include "panic.h"

#include "base/guards.h"
#include "base/stacks.h"
#include "entry/stacks.h"

#include <hal/divide.h>
#include <rt/board.h>
#include <rt/csr.h>
#include <rt/image.h>

enum {
    US_PER_S = 1000000
};

static const struct panic_image image = {
    .text_start = (uintptr_t)rt_text_start,
    .text_end = (uintptr_t)rt_text_end,
    .ram_text_start = (uintptr_t)rt_ram_text_start,
    .ram_text_end = (uintptr_t)rt_ram_text_end,
    .rodata_start = (uintptr_t)rt_rodata_start,
    .rodata_end = (uintptr_t)rt_rodata_end,
    .stack_guard = (uintptr_t)rt_stack_guard,
    .stack_start = (uintptr_t)rt_stack_start,
    .stack_end = (uintptr_t)rt_stack_end,
    .ends = {(uintptr_t)rt_harts_start, (uintptr_t)rt_boot_irq_plain_end,
             (uintptr_t)rt_boot_irq_software_end, (uintptr_t)rt_boot_irq_timer_end,
             (uintptr_t)rt_boot_irq_external_end, (uintptr_t)rt_boot_trap_stack_end},
    .build = rti_build_id,
};

/* Not in .bss, which every boot clears. */
__attribute__((section(".noinit"))) struct panic_snapshot rti_panic_snapshot;
__attribute__((section(".noinit"))) struct rt_trap_frame rti_panic_frame;

/* Word by word: for a whole struct the compiler calls memcpy, which is large. */
static __attribute__((noinline)) void take(const struct rt_trap_frame *frame)
{
    const unsigned long *from = &frame->pc;
    unsigned long *to = &rti_panic_frame.pc;

    do {
        *to++ = *from++;
    } while (to != &rti_panic_frame.padding);
}

/* All but the part, which a fault in here ends. Word by word for the same reason. */
static void clear(struct panic_snapshot *snapshot)
{
    typedef unsigned long __attribute__((may_alias)) word;

    for (word *to = (word *)&snapshot->image; to != (word *)(snapshot + 1); to++) {
        *to = 0;
    }
}

/* The frame of a trap that is not inside another. With MODES, a program's is in the program. */
static const struct rt_trap_frame *outermost(const struct rt_hart *hart)
{
#ifdef LOWER_MODES
    if (hart->context != NULL) {
        return (const struct rt_trap_frame *)(const void *)hart->context;
    }
#endif
    return (const struct rt_trap_frame *)hart - 1;
}

void rti_panic_snapshot_fill(struct panic_snapshot *snapshot, const struct rt_trap_frame *frame,
                             bool is_inside, unsigned long state, unsigned long enabled)
{
    const struct rt_hart *const hart = rt_hart_block_of_trap();
    clear(snapshot);
    take(frame);
    snapshot->image = &image;
    snapshot->frame = &rti_panic_frame;
    snapshot->is_inside = is_inside && state != RT_HART_BOOTING;
    snapshot->outer = frame < (const struct rt_trap_frame *)hart - 1 ? outermost(hart) : NULL;
    snapshot->hart = csr_read(mhartid);
    snapshot->state = state;
    snapshot->area = (uintptr_t)hart - (uintptr_t)rt_boot_trap_stack_end;
    snapshot->stack_low = (uintptr_t)hart->stack_low;
    snapshot->stack_end = hart->start_sp;
    snapshot->enabled = enabled;
    if (panic_is_call(frame)) {
        snapshot->format = panic_call_format(frame);
        snapshot->arguments = panic_call_arguments(frame);
        snapshot->enabled = frame->t0;
    }
}

/* Linked in only if the application registers a stack. */
#pragma weak rti_stacks

void rti_panic_snapshot_take_handlers(struct panic_snapshot *snapshot)
{
    struct rt_hart *const hart = rt_hart_block_of_trap();

    for (unsigned i = 0; i < irq_stack_count(); i++) {
        const struct rt_hart_irq *const irq = &hart->irq[i];

        snapshot->interrupted_sp[i] = irq->interrupted_sp;
        if (i != RT_IRQ_STACK_plain && irq->frame != NULL) {
            snapshot->interrupted_mie[i] = irq->frame[RT_IRQ_FRAME_MIE];
        }
    }
    /* Last: bounds that were written over end this with a fault, and the report does without the
     * stacks that the application registered. */
    snapshot->damage = (uintptr_t)rti_guards_visit(hart, false);
    snapshot->stacks = &rti_stacks != NULL ? rti_stacks : NULL;
    hart->painted = GUARDS_REPORTED | (hart->painted & GUARD_PROGRAM);
}

void rti_panic_snapshot_take_given(struct panic_snapshot *snapshot)
{
    if (snapshot->format == rti_panic_given) {
        const unsigned long *const given = snapshot->arguments;

        take((const struct rt_trap_frame *)given[0]);
        snapshot->format = (const char *)given[1];
        snapshot->arguments = (const unsigned long *)given[2];
    }
}

void rti_panic_snapshot_read_time(struct panic_snapshot *snapshot)
{
    const uint32_t hz = board_timer->frequency_hz;
    const uint64_t ticks = hal_timer_now(board_timer);
    const uint64_t seconds = hal_divide(ticks, hz);

    snapshot->uptime_us = seconds * US_PER_S + hal_divide((ticks - seconds * hz) * US_PER_S, hz);
}
