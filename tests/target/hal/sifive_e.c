/* SPDX-License-Identifier: MIT */
/* The contracts of the HiFive1's devices. */
#include <board.h>
#include <contract.h>
#include <hal/mmio.h>
#include <rt/test.h>

RT_TEST(the_pins_keep_the_gpio_contract)
{
    const struct hal_pin absent = {&board_gpio.gpio, BOARD_GPIO_PINS};
    for (unsigned pin = BOARD_LED_GREEN; pin <= BOARD_LED_RED; pin++) {
        const struct hal_pin led = {&board_gpio.gpio, pin};
        RT_EXPECT_STR_EQ(contract_gpio(&led, &absent), NULL);
    }
}

enum {
    WDOGCOUNT = BOARD_AON_BASE + 8,
    SCALED_DOWN_MS = 60000,
};

static uint32_t count(void)
{
    return reg_read((const reg_ro32 *)WDOGCOUNT);
}

/* QEMU has the watchdog from 9.1 on. Before, its registers read 0 and writes have no effect. */
static void need_a_watchdog(void)
{
    RT_REQUIRE_GT(hal_watchdog_start(&board_wdog.watchdog, SCALED_DOWN_MS), 0);
    hal_timer_delay_ns(board_timer, 2000000);
    const bool counts = count() != 0;
    RT_REQUIRE_EQ(hal_watchdog_stop(&board_wdog.watchdog), HAL_OK);
    if (!counts) {
        RT_SKIP("this QEMU has no watchdog");
    }
}

RT_TEST(the_watchdog_keeps_the_watchdog_contract)
{
    RT_EXPECT_STR_EQ(contract_watchdog(&board_wdog.watchdog, SCALED_DOWN_MS), NULL);
}

RT_TEST(a_feed_sets_the_watchdog_s_count_to_0)
{
    need_a_watchdog();
    RT_REQUIRE_GT(hal_watchdog_start(&board_wdog.watchdog, SCALED_DOWN_MS), 0);
    hal_timer_delay_ns(board_timer, 20000000);
    const uint32_t before = count();
    hal_watchdog_feed(&board_wdog.watchdog);
    const uint32_t after = count();
    RT_EXPECT_EQ(hal_watchdog_stop(&board_wdog.watchdog), HAL_OK);
    RT_EXPECT_GT(before, 20 * 32);
    RT_EXPECT_LT(after, before);
}

RT_TEST(a_stopped_watchdog_does_not_count)
{
    need_a_watchdog();
    const uint32_t before = count();
    hal_timer_delay_ns(board_timer, 2000000);
    RT_EXPECT_EQ(count(), before);
}
