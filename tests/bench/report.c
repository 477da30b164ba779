/* SPDX-License-Identifier: MIT */
/*
 * The report of a firmware with a console.
 */
#include "bench.h"

#include <stdio.h>

void bench_report(const char *name, unsigned long total, unsigned long units)
{
    printf("bench %s %lu %lu\n", name, total, units);
}
