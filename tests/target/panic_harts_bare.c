/* SPDX-License-Identifier: MIT */
/* Panics with two harts, without a handler for the software interrupt. */
#include "../out_of_line.h"

#include <rt/hart.h>
#include <rt/interrupt.h>
#include <rt/panic.h>
#include <rt/test.h>

/* The mhartid of hart 1. */
#ifndef OTHER_HART
#define OTHER_HART "1"
#endif

static char stack[2048] __attribute__((aligned(16)));
static volatile bool ready;

OUT_OF_LINE static void spin_for_good(void)
{
    for (;;) {
        __asm__ volatile("" ::: "memory");
    }
}

static void wait_with_interrupts_on(void *argument)
{
    (void)argument;
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_interrupts_on();
    ready = true;
    spin_for_good();
}

RT_TEST_PANICS(a_hart_without_a_handler_is_stopped, "  hart " OTHER_HART ": pc 0x")
{
    RT_REQUIRE_EQ(rt_hart_start(1, wait_with_interrupts_on, NULL,
                                (struct rt_hart_stack){stack, sizeof(stack)}),
                  HAL_OK);
    while (!ready) {
    }
    rt_panic("with another");
}
