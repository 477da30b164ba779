/* SPDX-License-Identifier: MIT */
/*
 * A line that stays active while its source is completed: the port's, which its handler makes quiet
 * only at the third call. QEMU's PLIC does not see such a line; its APLIC does.
 */
#include <board.h>
#include <rt/interrupt.h>
#include <rt/irq_controller.h>
#include <rt/test.h>

enum {
    CALLS = 3,
    PATIENCE_US = 1000000,
};

static volatile unsigned calls;

/* The port asks for characters to send. It keeps asking, because nothing reads why. */
static void be_quiet_at_last(void *context)
{
    (void)context;
    calls = calls + 1;
    if (calls % CALLS == 0) {
        hal_uart_enable_irqs(&board_uart0.uart, 0);
    }
}

static bool wait_for_calls(unsigned count)
{
    struct hal_deadline deadline = hal_deadline_start(board_timer, PATIENCE_US);

    while (calls < count && !hal_deadline_passed(&deadline)) {
    }
    hal_timer_delay_ns(board_timer, 1000000);
    return calls == count;
}

static void set_up(void)
{
    rt_irq_begin();
    rt_interrupts_on();
    RT_REQUIRE_EQ(rt_irq_attach(PORT_TX_IRQ, 1, be_quiet_at_last, NULL), 1);
}

RT_TEST_FIXTURE(set_up, NULL);

RT_TEST(a_line_that_stays_active_interrupts_until_it_is_quiet)
{
    for (unsigned round = 1; round <= 100; round++) {
        hal_uart_enable_irqs(&board_uart0.uart, HAL_UART_IRQ_TX);
        RT_REQUIRE(wait_for_calls(CALLS * round));
    }
}

RT_TEST(a_line_that_is_active_before_its_source_is_enabled_interrupts)
{
    RT_REQUIRE_EQ(hal_irq_enable(board_irq, PORT_TX_IRQ, false), 0);
    hal_uart_enable_irqs(&board_uart0.uart, HAL_UART_IRQ_TX);
    RT_REQUIRE(wait_for_calls(0));
    RT_REQUIRE_EQ(hal_irq_enable(board_irq, PORT_TX_IRQ, true), 0);
    RT_REQUIRE(wait_for_calls(CALLS));
}

RT_TEST(a_line_that_is_active_interrupts_at_another_priority)
{
    RT_REQUIRE_EQ(hal_irq_set_priority(board_irq, PORT_TX_IRQ, 0), 0);
    hal_uart_enable_irqs(&board_uart0.uart, HAL_UART_IRQ_TX);
    RT_REQUIRE(wait_for_calls(0));
    RT_REQUIRE_EQ(hal_irq_set_priority(board_irq, PORT_TX_IRQ, 3), 3);
    RT_REQUIRE(wait_for_calls(CALLS));
}
