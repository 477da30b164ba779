/* SPDX-License-Identifier: MIT */
/* A pool's inline allocate and free, after blocks have been used before. */
#include "bench.h"

#include <rt/pool.h>

enum {
    BLOCKS = 16,
    ROUNDS = 4
};

RT_POOL(pool, 40, BLOCKS);

int main(void)
{
    struct rt_pool *which = &pool;
    void *blocks[BLOCKS] = {0};
    unsigned long total = 0;

    /* Hides from the compiler which pool it is. */
    __asm__("" : "+r"(which));
    for (unsigned round = 0; round <= ROUNDS; round++) {
        unsigned long count = 0;

        for (unsigned i = 0; i < BLOCKS; i++) {
            void *block;

            count += BENCH_COUNT(block = rt_pool_alloc(which));
            blocks[i] = block;
        }
        for (unsigned i = 0; i < BLOCKS; i++) {
            void *const block = blocks[i * 7 % BLOCKS];

            count += BENCH_COUNT(rt_pool_free(which, block));
        }
        total += round > 0 ? count : 0;
    }
    bench_report("pool.alloc_and_free", total, (unsigned long)ROUNDS * BLOCKS);
    return 0;
}
