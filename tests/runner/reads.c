/* SPDX-License-Identifier: MIT */
/*
 * Cases of a live run. One is fed by --input. The other keeps a processor busy for a time by the
 * wall clock. How much processor time it gets depends on the host's other load.
 */
#include <rt/board.h>
#include <rt/test.h>

#include <stdio.h>

RT_TEST(reads_a_line)
{
    char line[16] = "";

    printf("ready\n");
    for (size_t i = 0; i + 1 < sizeof(line); i++) {
        const int byte = getchar();
        if (byte == '\n') {
            break;
        }
        line[i] = (char)byte;
    }
    RT_EXPECT_STR_EQ(line, "hello");
    RT_EXPECT_EQ(getchar(), 4);
}

RT_TEST(is_busy_for_six_seconds)
{
    const uint64_t ticks = hal_timer_ticks_from_ns(board_timer, 6000000000);
    const uint64_t began = hal_timer_now(board_timer);

    while (hal_timer_now(board_timer) - began < ticks) {
    }
}
