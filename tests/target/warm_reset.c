/* SPDX-License-Identifier: MIT */
/*
 * The record of a panic over a real reset of the machine. The first boot panics and resets, the
 * second prints the record.
 */
#include "faults.h"

#include <board.h>
#include <rt/exit.h>
#include <rt/panic.h>

#include <stdio.h>

static const struct sifive_test finisher = {BOARD_TEST_BASE};

void rt_panic_end(void)
{
    if (rt_last_panic() != NULL) {
        sifive_test_reset(&finisher);
    }
    rt_exit(RT_PANIC_STATUS);
}

int main(void)
{
    const struct rt_panic_record *const record = rt_last_panic();

    if (record == NULL) {
        AT(int, 0x48) = 1;
    }
    printf("found: '%s', cause %lu, %llu us\n", record->reason, record->cause,
           (unsigned long long)record->uptime_us);
    rt_last_panic_clear();
    return rt_last_panic() == NULL ? 0 : 1;
}
