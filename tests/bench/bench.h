/* SPDX-License-Identifier: MIT */
/*
 * Counting instructions, and telling tools/bench_collect.py what came out.
 *
 * A bench firmware is an ordinary firmware that runs under -icount shift=0,sleep=off, where
 * minstret counts every instruction exactly once:
 *
 *     unsigned long count = BENCH_COUNT(memset(buffer, 0, sizeof(buffer)));
 *     bench_report("memset.64", count, sizeof(buffer));
 */
#ifndef BENCH_H
#define BENCH_H

#include <rt/csr.h>

/** What reading the counter a second time adds to the count by itself: that one instruction. */
#define BENCH_OWN_COST 1UL

/** Gives the instructions that a statement takes, the counter's own cost subtracted. */
#define BENCH_COUNT(...)                                       \
    __extension__({                                            \
        const unsigned long bench_start_ = csr_read(minstret); \
        __VA_ARGS__;                                           \
        csr_read(minstret) - bench_start_ - BENCH_OWN_COST;    \
    })

/**
 * Defines main as its first instruction handing the counter to bench_main, so that
 * no prologue of the compiler's is counted.
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

/** Says that @p name took @p total for @p units of work (1 where there is but one). */
void bench_report(const char *name, unsigned long total, unsigned long units);

#endif
