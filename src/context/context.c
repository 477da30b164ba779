/* SPDX-License-Identifier: MIT */
/*
 * Makes contexts and requests switches between them.
 */
#include "guard.h"

#include "arch/word.h"
#include "base/panic_text.h"
#include "base/stacks.h"
#include "base/thread.h"
#include "pmp/movable.h"

#include <rt/board.h>
#include <rt/context.h>
#include <rt/csr.h>
#include <rt/detail/hart_block.h>
#include <rt/image.h>
#include <rt/interrupt.h>

#include <stddef.h>

/* A board may lack it. The linker then refuses several harts, and contexts (ld/sections.ld). */
#pragma weak board_set_software_irq

/* The entry in switch.S. Refuses CONTEXTS own too: its handlers would run with a context's tp. */
RT_INTERRUPT_CHECK(software)
RT_INTERRUPT_REFER(rti_entry_switching_software)
RT_INTERRUPT_REFER(rti_contexts_need_CONTEXTS_any)
RT_INTERRUPT_REFER(rti_pmp_relock)

static_assert(offsetof(struct rt_context, frame) == 0, "switch.S has the same offset");
#ifdef __riscv_flen
static_assert(offsetof(struct rt_context, floats) == sizeof(struct rt_trap_frame),
              "switch.S has the same offset");
static_assert(offsetof(struct rt_context, fcsr) == sizeof(struct rt_trap_frame) + 4 * __riscv_flen,
              "switch.S has the same offset");
#endif

enum {
    ALIGNMENT = 16,
    LEAST_STACK = 256,
};

/* Of mstatus, what a context must not inherit. */
static const unsigned long not_inherited = MSTATUS_MIE | MSTATUS_MPRV | MSTATUS_FS;

__attribute__((noreturn)) static void returned(void)
{
    const struct rt_context *const context = rt_hart_block_of_trap()->context;

    PANIC("the function of the context on %s stack returned, which it must not",
          context->stack->name);
}

int rt_context_init(struct rt_context *context, struct rt_stack *stack, void (*run)(void *argument),
                    void *argument)
{
    const size_t tls_size =
        (size_t)(rt_boot_tls_end - rt_boot_tls + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    const uintptr_t low = (uintptr_t)stack->low + stack->guard;
    const uintptr_t end = (uintptr_t)stack->end;
    char *const tls = (char *)end - tls_size;

    if (run == NULL || end % ALIGNMENT != 0 || end < low || end - low < LEAST_STACK + tls_size) {
        return HAL_ERR_INVALID;
    }
    rt_stack_unregister(stack);
    rti_stacks_add(stack);
    thread_init_tls(tls);
    context->frame = (struct rt_trap_frame){
        .pc = (uintptr_t)run,
        .ra = (uintptr_t)returned,
        .sp = (uintptr_t)tls,
        .gp = thread_gp(),
        .tp = (uintptr_t)tls,
        .a0 = (uintptr_t)argument,
        .status = (csr_read(mstatus) & ~not_inherited) | MSTATUS_MPP | MSTATUS_MPIE,
    };
#ifdef __riscv_flen
    context->frame.status |= MSTATUS_FS_INITIAL;
    context->fcsr = 0;
#endif
    context->stack = stack;
    rti_context_guard_init(context);
    return HAL_OK;
}

void rt_context_end(struct rt_context *context)
{
    rti_pmp_drop_guard(context->pmp_address);
    rt_stack_unregister(context->stack);
}

void rt_context_begin(struct rt_context *context)
{
    context->stack = NULL;
    context->pmp_address = 0;
    rt_hart_block_of_trap()->context = context;
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
}

/* Where switch.S calls it from, ra is that of the call of rt_context_yield. */
__attribute__((noreturn)) void rti_context_missing(void);

void rti_context_missing(void)
{
    PANIC("rt_context_yield: this hart has not called rt_context_begin");
}

void rt_context_request(void)
{
    board_set_software_irq(csr_read(mhartid), true);
}
