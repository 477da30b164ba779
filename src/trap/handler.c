/* SPDX-License-Identifier: MIT */
/*
 * The application's trap handlers, one per cause.
 */
#include "trap.h"

#include "base/guards.h"
#include "base/panic_text.h"
#include "entry/stacks.h"

#include <hal/link.h>
#include <hal/status.h>
#include <rt/csr.h>
#include <rt/detail/hart_block.h>
#include <rt/image.h>

#include <stddef.h>

/* Indices of handlers: exceptions, then interrupts. */
enum {
    CAUSES = 32,
    HANDLERS = 2 * CAUSES
};

static rt_trap_handler *handlers[HANDLERS];

/* The index into handlers for @p cause; HANDLERS if it can't have one. */
static inline unsigned long slot_of(unsigned long cause)
{
    const unsigned long interrupt = cause - MCAUSE_INTERRUPT;

    if (cause < CAUSES) {
        return cause;
    }
    return interrupt < CAUSES ? CAUSES + interrupt : HANDLERS;
}

/* Whether the trap happened in a plain interrupt handler: only those run on that stack, and in
 * machine mode. The sp of a lower mode may be anything. */
static inline bool in_plain_handler(const struct rt_hart *hart, const struct rt_trap_frame *frame)
{
    if (irq_stack_count() == 0) {
        return false;
    }
    const uintptr_t top = (uintptr_t)hart->irq[RT_IRQ_STACK_plain].frame;

    return (frame->status & MSTATUS_MPP) == MSTATUS_MPP &&
           top - frame->sp < (uintptr_t)(rt_boot_irq_plain_end - rt_boot_irq_plain_start);
}

/* Returns false, which leads to a panic, if a stack has overflowed. */
static __attribute__((noinline, cold)) bool ask_with_care(rt_trap_handler *handler,
                                                          struct rt_trap_frame *frame)
{
    const struct rt_hart *const hart = rt_hart_block_of_trap();
    const bool in_vain = in_plain_handler(hart, frame);
    const uintptr_t pc = frame->pc;

    if (rti_guards_are_damaged(hart)) {
        return false;
    }
    const bool resumes = handler(frame);
    if (resumes && in_vain) {
        frame->pc = pc;
        PANIC("a trap inside a plain interrupt handler can't be resumed: it overwrote mepc; "
              "use RT_INTERRUPT_NESTING");
    }
    return resumes;
}

bool rti_trap_ask_handler(struct rt_trap_frame *frame, unsigned long cause)
{
    const unsigned long slot = slot_of(cause);
    rt_trap_handler *const handler = slot < HANDLERS ? handlers[slot] : NULL;
    const struct rt_hart *const hart = rt_hart_block_of_trap();

    if (handler == NULL) {
        return false;
    }
    return hart->painted != 0 || in_plain_handler(hart, frame) ? ask_with_care(handler, frame)
                                                               : handler(frame);
}

int rt_trap_set_handler(unsigned long cause, rt_trap_handler *handler)
{
    const unsigned long slot = slot_of(cause);

    if (slot >= HANDLERS) {
        return HAL_ERR_INVALID;
    }
    HAL_LINK(rti_trap_resumes);
    handlers[slot] = handler;
    return 0;
}
