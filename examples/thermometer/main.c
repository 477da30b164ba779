/* SPDX-License-Identifier: MIT */
/*
 * A thermometer. Once a second it reads a sensor, smooths the readings and prints the temperature
 * with a bar. It raises a line while it is too warm. The core sleeps in between. A periodic alarm
 * counts the periods, so they don't drift.
 */
#include "sensor.h"

#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/interrupt.h>
#include <rt/time.h>
#include <stdio.h>
#include <stdlib.h>

#ifndef PERIOD_MS
#define PERIOD_MS 1000
#endif

/* Number of readings; 0 for no limit. */
#ifndef READINGS
#define READINGS 0
#endif

enum {
    TOO_WARM = 30000, /* thousandths of a degree */
    COOL_AGAIN = 29000,
    BAR_FROM = 15000,
    BAR_TO = 40000,
    BAR_WIDTH = 50,
    SMOOTHING = 4, /* the weight of a new reading is 1 / SMOOTHING */
};

static volatile unsigned periods;

static void count_period(void *argument)
{
    (void)argument;
    periods = periods + 1;
}

/* Interrupts are off between the check and the sleep, so that no period is missed. */
static void sleep_until_period(unsigned number)
{
    rt_interrupts_off();
    while ((int)(periods - number) < 0) {
        rt_idle();
    }
    rt_interrupts_on();
}

static void print_bar(int32_t millicelsius)
{
    static const char full[] = "##################################################";
    const int32_t width = (millicelsius - BAR_FROM) * BAR_WIDTH / (BAR_TO - BAR_FROM);
    const int shown = width < 0 ? 0 : (width > BAR_WIDTH ? BAR_WIDTH : (int)width);
    const int tenths = (int)(millicelsius / 100);
    printf("%s%3d.%d C |%.*s%*s|\n", millicelsius < 0 ? "-" : " ", abs(tenths) / 10,
           abs(tenths) % 10, shown, full, BAR_WIDTH - shown, "");
}

static void show(int32_t millicelsius)
{
    static bool is_warm;
    print_bar(millicelsius);
    is_warm = millicelsius > (is_warm ? COOL_AGAIN : TOO_WARM);
    hal_pin_write(&sensor_alarm, is_warm);
}

static void take_reading(void)
{
    static int32_t smooth;
    static bool is_first = true;
    int32_t now;
    const int status = tmp1xx_read(&sensor, &now);
    if (status < 0) {
        printf("no reading: %s\n", hal_status_name(status));
        return;
    }
    smooth = is_first ? now : smooth + (now - smooth) / SMOOTHING;
    is_first = false;
    show(smooth);
}

int main(void)
{
    static struct rt_alarm second = {.function = count_period};
    const uint64_t period = rt_ticks_from_ms(PERIOD_MS);
    const int status = sensor_init();
    if (status < 0) {
        printf("the sensor could not be set up: %s\n", hal_status_name(status));
        return 1;
    }
    rt_interrupts_on();
    rt_alarms_begin();
    rt_alarm_start_periodic(&second, hal_timer_now(board_timer) + period, period);
    for (unsigned number = 1; READINGS == 0 || number <= READINGS; number++) {
        sleep_until_period(number);
        sensor_period();
        take_reading();
    }
    return 0;
}
