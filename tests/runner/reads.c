/* SPDX-License-Identifier: MIT */
/*
 * Cases of a live run: one is fed by --input, the other keeps a processor busy for a while.
 */
#include <rt/test.h>

#include <stdio.h>

RT_TEST(reads_a_line)
{
    char line[16] = "";

    printf("ready\n");
    for (size_t i = 0; i + 1 < sizeof line; i++) {
        const int byte = getchar();
        if (byte == '\n') {
            break;
        }
        line[i] = (char)byte;
    }
    RT_EXPECT_STR_EQ(line, "hello");
    RT_EXPECT_EQ(getchar(), 4);
}

RT_TEST(counts_for_a_while)
{
    for (volatile uint32_t left = 50000000; left != 0; left = left - 1) {
    }
}
