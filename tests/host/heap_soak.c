/* SPDX-License-Identifier: MIT */
/*
 * Millions of heap operations on the model, in every shape: `heap_soak [<operations> [<seed>]]`.
 * The same seed repeats the same run.
 */
#include <heap_model.h>

#include <stdio.h>
#include <stdlib.h>

enum {
    BYTES = 1 << 20,
    RUN = 20000 /* operations on each heap */
};

static char memory[BYTES] __attribute__((aligned(16)));

/* One run on a heap. The seed selects its size, shape and requests. */
static bool run(uint32_t seed, uint32_t operations)
{
    static struct heap_model model;
    static const size_t requests[] = {24, 100, 505, 2000, 9000, 70000};
    static const size_t bytes[] = {3000, 16384, 65536, 300000, BYTES};
    unsigned options = seed % 7 == 0 ? RT_HEAP_CHECKED : seed % 7 == 1 ? RT_HEAP_SHARED : 0;

    heap_model_start(&model, options, memory, bytes[seed % 5], seed % 3 == 0,
                     requests[seed / 3 % 6]);
    heap_model_run(&model, seed * 2654435761U | 1, operations, 997);
    heap_model_finish(&model);
    if (model.wrong != NULL) {
        printf("heap_soak: seed %u: %s\n", seed, model.wrong);
    }
    return model.wrong == NULL;
}

int main(int argc, char **argv)
{
    unsigned long long operations = argc > 1 ? strtoull(argv[1], NULL, 0) : 1000000;
    uint32_t seed = argc > 2 ? (uint32_t)strtoul(argv[2], NULL, 0) : 1;

    for (unsigned long long done = 0; done < operations; done += RUN) {
        if (!run(seed++, RUN)) {
            return 1;
        }
    }
    printf("heap_soak: %llu operations\n", operations);
    return 0;
}
