/* SPDX-License-Identifier: MIT */
/* The interrupt controller with a real source: the port, which asks for characters to send. */
#include <board.h>
#include <contract.h>
#include <rt/interrupt.h>
#include <rt/test.h>

enum {
    ROUNDS = 1000,
    PATIENCE_US = 1000000,
};

static volatile unsigned calls;
static volatile uint32_t unknown;

RT_INTERRUPT(external)
{
    const uint32_t source = hal_irq_dispatch(board_irq);
    if (source != 0) {
        unknown = source;
    }
}

static void disable_own_source(void *context)
{
    calls = calls + 1;
    hal_ignore(hal_irq_enable(context, PORT_TX_IRQ, false));
}

static void set_up(void)
{
    hal_irq_reset(board_irq);
    /* A port asks when its last character has left it, and the console has just written some. */
    RT_REQUIRE_EQ(hal_uart_flush(&board_uart0.uart, PATIENCE_US), 0);
    hal_uart_enable_irqs(&board_uart0.uart, HAL_UART_IRQ_TX);
    rt_interrupt_enable(IRQ_MACHINE_EXTERNAL);
    rt_interrupts_on();
}

RT_TEST_FIXTURE(set_up, NULL);

static void let_port_ask_no_more(void)
{
    hal_uart_enable_irqs(&board_uart0.uart, 0);
}

/* QEMU's controller evaluates a device's request only when the device changes it. */
static void make_port_ask(void)
{
    let_port_ask_no_more();
    hal_uart_enable_irqs(&board_uart0.uart, HAL_UART_IRQ_TX);
}

static bool wait_for_calls(unsigned count)
{
    struct hal_deadline deadline = hal_deadline_start(board_timer, PATIENCE_US);
    while (calls < count && !hal_deadline_passed(&deadline)) {
    }
    return calls >= count;
}

RT_TEST(a_source_that_its_handler_disables_lives_on)
{
    const struct hal_irq *const irq = board_irq;
    RT_REQUIRE_EQ(hal_irq_attach(irq, PORT_TX_IRQ, disable_own_source, (void *)irq), 0);
    RT_REQUIRE_EQ(hal_irq_set_priority(irq, PORT_TX_IRQ, 1), 1);
    for (unsigned round = 1; round <= ROUNDS; round++) {
        make_port_ask();
        RT_REQUIRE_EQ(calls, round - 1);
        RT_REQUIRE_EQ(hal_irq_enable(irq, PORT_TX_IRQ, true), 0);
        RT_REQUIRE(wait_for_calls(round));
        RT_REQUIRE_EQ(calls, round);
    }
}

RT_TEST(the_threshold_holds_a_source_back)
{
    const struct hal_irq *const irq = board_irq;
    RT_REQUIRE_EQ(hal_irq_attach(irq, PORT_TX_IRQ, disable_own_source, (void *)irq), 0);
    RT_REQUIRE_EQ(hal_irq_set_priority(irq, PORT_TX_IRQ, 3), 3);
    RT_REQUIRE_EQ(hal_irq_set_threshold(irq, 3), 3);
    RT_REQUIRE_EQ(hal_irq_enable(irq, PORT_TX_IRQ, true), 0);
    hal_timer_delay_ns(board_timer, 10000000);
    RT_EXPECT_EQ(calls, 0);
    RT_REQUIRE_EQ(hal_irq_set_threshold(irq, 2), 2);
    RT_EXPECT(wait_for_calls(1));
}

RT_TEST(the_controller_keeps_the_irq_contract)
{
    static const struct contract_source port = {PORT_TX_IRQ, make_port_ask, let_port_ask_no_more};
    rt_interrupts_off();
    let_port_ask_no_more();
    RT_EXPECT_STR_EQ(contract_irq(board_irq, &port), NULL);
}

RT_TEST(a_source_without_a_handler_is_told_and_silenced)
{
    const struct hal_irq *const irq = board_irq;
    RT_REQUIRE_EQ(hal_irq_set_priority(irq, PORT_TX_IRQ, 1), 1);
    RT_REQUIRE_EQ(hal_irq_enable(irq, PORT_TX_IRQ, true), 0);
    hal_timer_delay_ns(board_timer, 1000000);
    RT_EXPECT_EQ(unknown, PORT_TX_IRQ);
}
