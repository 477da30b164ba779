/* SPDX-License-Identifier: MIT */
/*
 * Records of several lengths between lines of text, the same in each run; see noise.py.
 */
#include <rt/log.h>

#include <stdio.h>

int main(void)
{
    for (unsigned i = 0; i < 1000; i++) {
        RT_LOG_INFO("one %u", i);
        RT_LOG_INFO("two %u %x", i, i * 2654435761U);
        if (i % 8 == 0) {
            printf("text %u\n", i);
        }
    }
    return 0;
}
