/* SPDX-License-Identifier: MIT */
/*
 * A handler, or another hart, logs and ends the run while main logs.
 */
#include <rt/alarm.h>
#include <rt/board.h>
#include <rt/exit.h>
#include <rt/hart.h>
#include <rt/interrupt.h>
#include <rt/log.h>
#include <rt/panic.h>
#include <rt/time.h>

static void give_up(void *argument)
{
    (void)argument;
    RT_LOG_ERROR("giving up");
#ifdef PANICS
    rt_panic("gave up");
#else
    rt_exit(3);
#endif
}

#if HARTS > 1
RT_HART_STACK(stack, 4096);

static void give_up_later(void *argument)
{
    rt_delay_us(3000);
    give_up(argument);
}

static bool begin(void)
{
    return rt_hart_start(1, give_up_later, NULL, stack) == HAL_OK;
}
#else
static bool begin(void)
{
    static struct rt_alarm alarm = {.function = give_up};

    rt_alarms_begin();
    rt_interrupts_on();
    rt_alarm_start(&alarm, hal_timer_now(board_timer) + rt_ticks_from_us(3000));
    return true;
}
#endif

int main(void)
{
    if (!begin()) {
        return 1;
    }
    for (unsigned number = 0;; number++) {
        RT_LOG_INFO("working %u", number);
    }
}
