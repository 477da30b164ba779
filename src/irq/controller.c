/* SPDX-License-Identifier: MIT */
/*
 * The external interrupt: the sources of the board's controller.
 *
 * Each entry serves one source. hal/irq.c raises the controller's threshold, so that only higher
 * priorities preempt the handler. The entry is reentrant: the first writes its
 * frame at the top of the stack, and each nested one below the interrupted sp. interrupted_sp only
 * says whether an external handler is active, since the sp of a lower mode may be 0.
 */
#include "base/panic_text.h"

#include <rt/board.h>
#include <rt/detail/hart_block.h>
#include <rt/interrupt.h>
#include <rt/irq_controller.h>

/* All other sources are below the external one. */
#define BELOW (~(unsigned long)MIP_MEIP)

enum {
    IS_ACTIVE = 1,
};

static struct rt_hart_irq *stack(void)
{
    return &rt_hart_block()->irq[RT_IRQ_STACK_external];
}

static void open_and_call(hal_irq_handler *handler, void *context)
{
    csr_set(mstatus, MSTATUS_MIE);
    handler(context);
    csr_clear(mstatus, MSTATUS_MIE);
}

static void call_first(hal_irq_handler *handler, void *context)
{
    struct rt_hart_irq *const mine = stack();

    mine->frame[RT_IRQ_FRAME_MIE] = csr_read_clear(mie, BELOW);
    mine->interrupted_sp = IS_ACTIVE;
    open_and_call(handler, context);
    mine->interrupted_sp = 0;
    /* Sources that the handler disabled are no longer in that word (interrupt_disable.c). */
    csr_set(mie, mine->frame[RT_IRQ_FRAME_MIE]);
}

RT_INTERRUPT_CALLED(external, nesting, reentrant)
{
    const bool first = stack()->interrupted_sp == 0;
    const uint32_t unknown = hal_irq_dispatch_one(board_irq, first ? call_first : open_and_call);

    if (unknown != 0) {
        PANIC("external interrupt %u has no handler", (unsigned)unknown);
    }
}

void rt_irq_begin(void)
{
    if (csr_read(mhartid) != board_boot_hart) {
        PANIC("rt_irq_begin: the board's controller interrupts hart %lu only", board_boot_hart);
    }
    hal_irq_reset(board_irq);
    rt_interrupt_enable(IRQ_MACHINE_EXTERNAL);
}

int rt_irq_attach(uint32_t source, uint32_t priority, hal_irq_handler *handler, void *context)
{
    const int status = hal_irq_attach(board_irq, source, handler, context);

    if (status < 0) {
        return status;
    }
    const int achieved = hal_irq_set_priority(board_irq, source, priority);
    hal_ignore(hal_irq_enable(board_irq, source, true));
    return achieved;
}
