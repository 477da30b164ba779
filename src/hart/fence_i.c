/* SPDX-License-Identifier: MIT */
/* Instruction fetches of all harts after stores to code. */
#include "hart.h"

/* The fence in rti_hart_send_ipi orders the caller's stores before the call. */
static void fence_here(void *argument)
{
    (void)argument;
    __asm__ volatile("fence.i" ::: "memory");
}

int rt_hart_fence_i(void)
{
    int fenced = 0;

    for (unsigned number = 0; number < rt_hart_count(); number++) {
        if (rt_hart_call(number, fence_here, NULL) == HAL_OK) {
            fenced++;
        }
    }
    return fenced;
}
