/* SPDX-License-Identifier: MIT */
/*
 * A fault in a handler of an external interrupt, which nests: the callers go on in main.
 */
#include <board.h>
#include <rt/board.h>
#include <rt/interrupt.h>
#include <rt/irq_controller.h>

static void fault(void *argument)
{
    *(volatile int *)argument = 1;
}

__attribute__((noinline)) static int wait_for_fault(void)
{
    rt_interrupts_on();
    hal_uart_enable_irqs(board_console, HAL_UART_IRQ_TX);
    for (;;) {
        __asm__ volatile("");
    }
}

int main(void)
{
    rt_irq_begin();
    if (rt_irq_attach(BOARD_UART0_IRQ, 1, fault, NULL) < 0) {
        return 1;
    }
    return wait_for_fault();
}
