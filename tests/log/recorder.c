/* SPDX-License-Identifier: MIT */
/*
 * A flight recorder: records stay in the ring. The first run ends in a panic, after which the
 * firmware starts again. The second run sends what the first has left.
 */
#include "target/start_again.h"

#include <rt/exit.h>
#include <rt/log.h>
#include <rt/panic.h>
#include <rt/test.h>

#include <stdio.h>

static void log_many(const char *run)
{
    for (int i = 0; i < 300; i++) {
        RT_LOG_INFO("%s run, record %d", run, i);
    }
}

void rt_panic_end(void)
{
    start_again();
    rt_exit(RT_PANIC_STATUS);
}

int main(void)
{
    if (rt_last_panic() == NULL) {
        log_many("first");
        rt_panic("on purpose");
    }
    puts("second run");
    rt_log_send_previous();
    puts("first record");
    RT_LOG_INFO("overwrites a block");
    rt_log_send_previous();
    puts("many records");
    log_many("second");
    return 0;
}
