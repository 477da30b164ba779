/* SPDX-License-Identifier: MIT */
/*
 * A case that is fed by --input.
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
