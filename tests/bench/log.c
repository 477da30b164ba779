/* SPDX-License-Identifier: MIT */
/*
 * Log records: the instructions of a call, and the bytes of a record on the wire. The ring is full
 * all the time, so the average includes the overwriting.
 */
#include "bench.h"

#include <rt/log.h>

enum {
    RECORDS = 1000,
};

static volatile int value = 1000000;

static unsigned long log_many(int argument)
{
    return BENCH_COUNT(for (int i = 0; i < RECORDS; i++) { RT_LOG_INFO("many %d", argument); });
}

/* Not inlined, so that nothing of the call is done before the count begins. */
__attribute__((noinline)) static unsigned long log_one(int argument)
{
    return BENCH_COUNT(RT_LOG_INFO("t=%d", argument));
}

__attribute__((noinline)) static unsigned long log_three(void)
{
    return BENCH_COUNT(RT_LOG_INFO("%d %x %8s", -42, 0xbeefU, "rust"));
}

static unsigned long smaller(unsigned long one, unsigned long other)
{
    return one < other ? one : other;
}

int main(void)
{
    const int argument = value;

    log_many(argument);
    /* Of two, one begins no block. */
    unsigned long one = log_one(argument);
    one = smaller(one, log_one(argument));
    unsigned long three = log_three();
    three = smaller(three, log_three());
    bench_report(BENCH_NAME, one, 1);
    bench_report(BENCH_NAME ".full", log_many(argument), RECORDS);
    bench_report(BENCH_NAME ".three", three, 1);
    return 0;
}
