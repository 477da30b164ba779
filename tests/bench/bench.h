/* SPDX-License-Identifier: MIT */
/*
 * Counts instructions, and reports the results to tools/bench_collect.py.
 *
 * A bench firmware is ordinary firmware that runs under -icount shift=0,sleep=off. minstret then
 * counts every instruction exactly once:
 *
 *     unsigned long count = BENCH_COUNT(memset(buffer, 0, sizeof(buffer)));
 *     bench_report("memset.64", count, sizeof(buffer));
 */
#ifndef BENCH_H
#define BENCH_H

#include <rt/csr.h>

/** The instructions that reading the counter adds to a count: the second reading itself. */
#define BENCH_OWN_COST 1UL

/** Returns the instructions of a statement, without the cost of the counter. */
#define BENCH_COUNT(...)                                       \
    __extension__({                                            \
        const unsigned long bench_start_ = csr_read(minstret); \
        __VA_ARGS__;                                           \
        csr_read(minstret) - bench_start_ - BENCH_OWN_COST;    \
    })

/**
 * Defines main so that its first instruction reads the counter and passes it to bench_main. So the
 * compiler's prologue is not counted.
 */
#define BENCH_MAIN_COUNTS                       \
    int bench_main(unsigned long at_main);      \
    __asm__(".pushsection .text.main, \"ax\"\n" \
            ".globl main\n"                     \
            ".type main, @function\n"           \
            "main:\n"                           \
            "    csrr a0, minstret\n"           \
            "    tail bench_main\n"             \
            ".size main, . - main\n"            \
            ".popsection\n");

/** Reports that the figure @p name took @p total for @p units of work (1 if there is only one). */
void bench_report(const char *name, unsigned long total, unsigned long units);

#endif
