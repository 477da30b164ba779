/* SPDX-License-Identifier: MIT */
/* The contracts of the devices that only the virt machine has. */
#include <board.h>
#include <contract.h>
#include <rt/interrupt.h>
#include <rt/test.h>

enum {
    FLASH_UNIT = 256 * 1024,
    SOON_NS = 10000000,
    PATIENCE_US = 5000000,
};

RT_TEST(the_clock_keeps_the_rtc_contract)
{
    RT_EXPECT_STR_EQ(contract_rtc(&board_rtc.rtc), NULL);
}

RT_TEST(the_clock_knows_a_date_of_this_century)
{
    const uint64_t ns_per_year = 31556952ULL * 1000000000;
    const uint64_t year = 1970 + hal_rtc_get_ns(&board_rtc.rtc) / ns_per_year;
    RT_EXPECT_GE(year, 2020);
    RT_EXPECT_LT(year, 2100);
}

static uint64_t due;
static volatile bool has_come;

RT_INTERRUPT(external)
{
    hal_ignore(hal_irq_dispatch(&board_plic.irq));
}

static void on_alarm(void *context)
{
    (void)context;
    hal_rtc_acknowledge_alarm(&board_rtc.rtc);
    has_come = hal_rtc_get_ns(&board_rtc.rtc) >= due;
}

static void set_alarm(uint64_t ns)
{
    due = ns;
    RT_REQUIRE_EQ(hal_rtc_set_alarm(&board_rtc.rtc, ns), HAL_OK);
}

static void listen_to(hal_irq_handler *handler)
{
    plic_init(&board_plic);
    RT_REQUIRE_EQ(hal_irq_attach(&board_plic.irq, BOARD_RTC_IRQ, handler, NULL), HAL_OK);
    RT_REQUIRE_EQ(hal_irq_set_priority(&board_plic.irq, BOARD_RTC_IRQ, 1), 1);
    RT_REQUIRE_EQ(hal_irq_enable(&board_plic.irq, BOARD_RTC_IRQ, true), HAL_OK);
}

static void note_an_alarm(void *context)
{
    (void)context;
    hal_rtc_acknowledge_alarm(&board_rtc.rtc);
    has_come = true;
}

RT_TEST(an_alarm_that_nobody_lives_to_see_does_not_come)
{
    static const uint64_t nevers[] = {INT64_MAX, (uint64_t)INT64_MAX + 1, UINT64_MAX};
    listen_to(note_an_alarm);
    rt_interrupt_enable(IRQ_MACHINE_EXTERNAL);
    rt_interrupts_on();
    for (unsigned i = 0; i < 3; i++) {
        has_come = false;
        RT_REQUIRE_EQ(hal_rtc_set_alarm(&board_rtc.rtc, nevers[i]), HAL_OK);
        hal_timer_delay_ns(board_timer, SOON_NS);
        RT_EXPECT(!has_come);
    }
}

RT_TEST(an_alarm_set_while_the_interrupt_of_another_waits_comes)
{
    listen_to(on_alarm);
    set_alarm(0);
    set_alarm(hal_rtc_get_ns(&board_rtc.rtc) + SOON_NS);
    rt_interrupt_enable(IRQ_MACHINE_EXTERNAL);
    rt_interrupts_on();
    struct hal_deadline deadline = hal_deadline_start(board_timer, PATIENCE_US);
    while (!has_come && !hal_deadline_passed(&deadline)) {
    }
    RT_EXPECT(has_come);
}

RT_TEST(the_flash_keeps_the_block_contract)
{
    static uint8_t buffer[FLASH_UNIT];
    RT_REQUIRE_STR_EQ(contract_block(&board_flash1.block, 4 * FLASH_UNIT, 3, buffer), NULL);
    const struct hal_block_geometry *geometry = hal_block_get_geometry(&board_flash1.block);
    RT_EXPECT_EQ(geometry->size, BOARD_FLASH1_SIZE);
    RT_EXPECT_EQ(geometry->erase_unit, FLASH_UNIT);
}
