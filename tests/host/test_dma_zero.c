/* SPDX-License-Identifier: MIT */
/* Zeros by Zicboz: all of what is asked for, and nothing beside it. */
#include <hal/dma.h>
#include <host_test.h>
#include <model_cache.h>
#include <string.h>

enum {
    SIZE = 5 * HAL_DMA_BLOCK,
    BEFORE = 0x55,
};

static uint8_t memory[SIZE] HAL_DMA_ALIGNED;

/* Whole blocks, counted from the start of memory. */
static size_t blocks_in(size_t start, size_t end)
{
    const size_t first = (start + HAL_DMA_BLOCK - 1) / HAL_DMA_BLOCK;
    const size_t last = end / HAL_DMA_BLOCK;
    return last > first ? last - first : 0;
}

static void each_span_becomes_zero_alone(void **state)
{
    (void)state;
    for (size_t start = 0; start < (size_t)2 * HAL_DMA_BLOCK; start++) {
        for (size_t size = 0; start + size <= SIZE; size++) {
            memset(memory, BEFORE, SIZE);
            model_cache_zeroed = 0;
            hal_dma_zero(memory + start, size);
            assert_int_equal(model_cache_zeroed, blocks_in(start, start + size));
            for (size_t i = 0; i < SIZE; i++) {
                const bool is_inside = i >= start && i < start + size;
                assert_int_equal(memory[i], is_inside ? 0 : BEFORE);
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_span_becomes_zero_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
