/* SPDX-License-Identifier: MIT */
/*
 * Firmware with REPORT host that panics three calls deep; see report_host.py.
 */
#include "../out_of_line.h"

#include <rt/dump.h>

struct statistics {
    int sent;
    long lost[2];
};

static struct statistics statistics = {.sent = 3};
RT_DUMP(statistics);

OUT_OF_LINE static int innermost(volatile int *address, int a_local)
{
    *address = a_local;
    return *address + 1;
}

OUT_OF_LINE static int middle(int depth)
{
    volatile int kept = depth * 11;

    return innermost((volatile int *)0x40, kept + 1) + kept;
}

int main(void)
{
    statistics.sent = 4711;
    statistics.lost[1] = -5;
    return middle(3) + statistics.sent;
}
