/* SPDX-License-Identifier: MIT */
/*
 * Records that stay in the ring.
 */
#include <rt/log.h>

#include <stdio.h>

void look(void);

__attribute__((noinline)) void look(void)
{
    __asm__ volatile("");
}

int main(void)
{
    for (int i = 0; i < 3; i++) {
        RT_LOG_WARN("record %d of %s", i, "main");
    }
    look();
    return 0;
}
