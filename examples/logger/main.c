/* SPDX-License-Identifier: MIT */
/*
 * A log whose texts stay on the host. An alarm fills a tank and logs each step; the records leave
 * while main has nothing to do. A record costs the handler about twenty instructions.
 */
#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/interrupt.h>
#include <rt/log.h>
#include <rt/time.h>

#include <stdbool.h>
#include <stdint.h>

enum {
    PERIOD_MS = 10,
    FULL_ML = 1000,
    WARN_ML = 800,
};

static const char *const valves[] = {"inlet", "bypass"};

static uint32_t level_ml;
static volatile bool is_full;

static void fill(void *argument)
{
    const char *const valve = valves[level_ml / 300 % 2];

    (void)argument;
    level_ml += 150;
    RT_LOG_DEBUG("%s open, level %u ml", valve, (unsigned)level_ml);
    if (level_ml >= FULL_ML) {
        RT_LOG_ERROR("full, %u ml too much", (unsigned)(level_ml - FULL_ML));
        is_full = true;
    } else if (level_ml >= WARN_ML) {
        RT_LOG_WARN("%u ml left", (unsigned)(FULL_ML - level_ml));
    }
}

int main(void)
{
    static struct rt_alarm alarm = {.function = fill};
    const unsigned char settings[] = {0x12, 0x34, 0xab};

    RT_LOG_BYTES(INFO, "settings", settings, sizeof(settings));
    rt_alarms_begin();
    rt_interrupts_on();
    rt_alarm_start_periodic(&alarm, hal_timer_now(board_timer), rt_ticks_from_ms(PERIOD_MS));
    rt_interrupts_off();
    while (!is_full) {
        rt_idle();
    }
    rt_interrupts_on();
    RT_LOG_INFO("valves closed");
    return 0;
}
