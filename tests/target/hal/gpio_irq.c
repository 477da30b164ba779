/* SPDX-License-Identifier: MIT */
/* Edges of a pin interrupt: the controller reads the levels that the pin itself drives. */
#include <board.h>
#include <rt/interrupt.h>
#include <rt/panic.h>
#include <rt/test.h>

enum {
    PIN = 5,
    PULSES = 1000,
};

static const struct hal_pin pin = {&board_gpio.gpio, PIN};
static volatile unsigned rising, falling;

RT_INTERRUPT(external)
{
    const uint32_t unknown = hal_irq_dispatch(&board_plic.irq);
    if (unknown != 0) {
        rt_panic("interrupt %u has no handler", (unsigned)unknown);
    }
}

static void count_edge(void *context)
{
    (void)context;
    if (hal_gpio_take_edges(&board_gpio.gpio) == 0) {
        return;
    }
    if (hal_pin_read(&pin)) {
        rising = rising + 1;
    } else {
        falling = falling + 1;
    }
}

static void set_up(void)
{
    const struct hal_irq *irq = &board_plic.irq;
    plic_init(&board_plic);
    RT_REQUIRE_EQ(hal_pin_configure(&pin, HAL_GPIO_OUTPUT), HAL_OK);
    RT_REQUIRE_EQ(hal_irq_attach(irq, BOARD_GPIO_IRQ + PIN, count_edge, NULL), HAL_OK);
    RT_REQUIRE_EQ(hal_irq_set_priority(irq, BOARD_GPIO_IRQ + PIN, 1), 1);
    RT_REQUIRE_EQ(hal_irq_enable(irq, BOARD_GPIO_IRQ + PIN, true), HAL_OK);
    rt_interrupt_enable(IRQ_MACHINE_EXTERNAL);
    rt_interrupts_on();
}

RT_TEST_FIXTURE(set_up, NULL);

static void pulse(unsigned edges)
{
    RT_REQUIRE_EQ(hal_pin_watch(&pin, edges), HAL_OK);
    for (unsigned i = 0; i < PULSES; i++) {
        hal_pin_write(&pin, true);
        hal_pin_toggle(&pin);
    }
}

RT_TEST(every_edge_that_is_watched_interrupts_once)
{
    pulse(HAL_GPIO_EDGE_BOTH);
    RT_EXPECT_EQ(rising, PULSES);
    RT_EXPECT_EQ(falling, PULSES);
}

RT_TEST(an_edge_that_is_not_watched_does_not_interrupt)
{
    pulse(HAL_GPIO_EDGE_FALLING);
    RT_EXPECT_EQ(rising, 0);
    RT_EXPECT_EQ(falling, PULSES);
    pulse(HAL_GPIO_EDGE_NONE);
    RT_EXPECT_EQ(falling, PULSES);
}
