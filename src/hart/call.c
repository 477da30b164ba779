/* SPDX-License-Identifier: MIT */
/*
 * Calls between harts: each hart has a list of posted calls, and a software interrupt announces new
 * ones.
 *
 * Posting is a push by compare-and-swap with release, so the call's contents are visible to the
 * hart that takes the list. That hart takes the whole list by one exchange with acquire, which
 * avoids the ABA problem. It then reverses the list to run the first posted call first. It clears
 * the interrupt before it takes the list, so a later call raises the interrupt anew and is not
 * missed. A hart whose function has returned closes its list when it takes it for the last time
 * (hart.c). It runs the calls posted before that; later ones are refused.
 */
#include "hart.h"
#include "stop.h"

#include <rt/board.h>
#include <rt/critical.h>
#include <rt/interrupt.h>

/* A board may lack it. The linker then refuses several harts, and contexts (ld/sections.ld). */
#pragma weak board_set_software_irq

/* Call with interrupts off. Returns false if this hart must stop: the interrupt that stops it is
 * then pending. */
static bool serve(void)
{
    board_set_software_irq(rt_hart_block()->id, false);
    __asm__ volatile("fence ow, rw" ::: "memory");
    if (rt_hart_take_stop()) {
        return false;
    }
    rti_hart_run_calls(NULL);
    return true;
}

RT_INTERRUPT(software)
{
    (void)serve();
}

void rt_hart_calls_enable(void)
{
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_interrupts_on();
}

int rt_hart_call_async(unsigned number, struct rt_hart_async_call *call)
{
    struct rt_hart *const hart = rti_hart_block_of(number);

    if (hart == NULL) {
        return HAL_ERR_INVALID;
    }
    call->done = false;
    call->next = __atomic_load_n(&hart->calls, __ATOMIC_RELAXED);
    do {
        if (call->next == HART_CALLS_CLOSED) {
            return HAL_ERR_INVALID;
        }
        rti_hart_release();
    } while (!__atomic_compare_exchange_n(&hart->calls, &call->next, call, false, __ATOMIC_RELAXED,
                                          __ATOMIC_RELAXED));
    rti_hart_send_ipi(hart);
    return HAL_OK;
}

int rt_hart_call(unsigned number, rt_hart_function *function, void *argument)
{
    struct rt_hart_async_call call = {.function = function, .argument = argument};

    if (number == rt_hart_self()) {
        RT_CRITICAL
        {
            function(argument);
        }
        return HAL_OK;
    }
    const int status = rt_hart_call_async(number, &call);
    if (status != HAL_OK) {
        return status;
    }
    while (!rt_hart_call_done(&call)) {
        RT_CRITICAL
        {
            if (!serve()) {
                rt_interrupts_on();
            }
        }
    }
    return HAL_OK;
}
