/* SPDX-License-Identifier: MIT */
/*
 * The first boot hangs with interrupts off, and the watchdog resets the chip. The second boot ends
 * the run with 0. QEMU does not model the cause of the reset.
 */
#include <board.h>
#include <hal/mmio.h>
#include <rt/interrupt.h>
#include <rt/panic.h>
#include <stdio.h>

enum {
    WDOGCOUNT = BOARD_AON_BASE + 8,
    FIRST_BOOT = 0x600dd065,
    SKIPPED = 77,
};

__attribute__((section(".noinit"))) static uint32_t mark;

static void say_how_the_last_run_ended(void)
{
    const struct rt_panic_record *const record = rt_last_panic();

    if (record != NULL) {
        printf("the last run panicked: %s\n", record->reason);
        rt_last_panic_clear();
    } else if (hal_watchdog_caused_reset(&board_wdog.watchdog)) {
        printf("the last run hung: the watchdog reset the chip\n");
    }
}

int main(void)
{
    say_how_the_last_run_ended();
    if (mark == FIRST_BOOT) {
        mark = 0;
        printf("reset by the watchdog\n");
        return 0;
    }
    mark = FIRST_BOOT;
    if (hal_watchdog_start(&board_wdog.watchdog, 50) < 50) {
        return 1;
    }
    rt_interrupts_off();
    hal_timer_delay_ns(board_timer, 2000000);
    if (reg_read((const reg_ro32 *)WDOGCOUNT) == 0) {
        return SKIPPED; /* QEMU before 9.1 */
    }
    for (;;) {
    }
}
