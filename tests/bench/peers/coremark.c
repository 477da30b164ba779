/* SPDX-License-Identifier: MIT */
/*
 * The instructions of one iteration of CoreMark. It prints nothing, because not every runtime has a
 * console, but what it would print says whether its results are right.
 */
#include "bench.h"

#include <core_portme.h>
#include <stdbool.h>
#include <string.h>

/* CoreMark's main, renamed. */
int coremark_main(void);

static const char verdict[] = "Correct operation validated";
static bool is_right;

int ee_printf(const char *format, ...)
{
    if (strncmp(format, verdict, sizeof(verdict) - 1) == 0) {
        is_right = true;
    }
    return 0;
}

int main(void)
{
    coremark_main();
    if (is_right) {
        bench_report(BENCH_NAME, (unsigned long)get_time(), ITERATIONS);
    }
    return is_right ? 0 : 1;
}
