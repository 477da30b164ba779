/* SPDX-License-Identifier: MIT */
/*
 * Blinks the three colours of the HiFive1's LED, each with its own alarm and period. The core
 * sleeps in between.
 */
#include <board.h>
#include <rt/alarm.h>
#include <rt/interrupt.h>
#include <rt/time.h>

/* The LEDs are active low. */
static const struct hal_pin leds[] = {
    {&board_gpio.gpio, BOARD_LED_RED},
    {&board_gpio.gpio, BOARD_LED_GREEN},
    {&board_gpio.gpio, BOARD_LED_BLUE},
};

enum {
    COLOURS = sizeof(leds) / sizeof(leds[0]),
    PERIOD_MS = 300,
};

static void blink(void *argument)
{
    hal_pin_toggle((const struct hal_pin *)argument);
}

int main(void)
{
    static struct rt_alarm alarms[COLOURS];
    rt_interrupts_on();
    rt_alarms_begin();
    for (unsigned i = 0; i < COLOURS; i++) {
        const uint64_t ticks = rt_ticks_from_ms((i + 1) * PERIOD_MS);
        hal_pin_write(&leds[i], true);
        if (hal_pin_configure(&leds[i], HAL_GPIO_OUTPUT) < 0) {
            return 1;
        }
        alarms[i] = (struct rt_alarm){.function = blink, .argument = (void *)(uintptr_t)&leds[i]};
        rt_alarm_start_periodic(&alarms[i], hal_timer_now(board_timer) + ticks, ticks);
    }
    rt_interrupts_off();
    for (;;) {
        rt_idle();
    }
}
