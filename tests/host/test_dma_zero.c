/* SPDX-License-Identifier: MIT */
/* Zeros by Zicboz: all of what is asked for, and nothing beside it. */
#include <hal/dma.h>
#include <host_test.h>
#include <string.h>

enum {
    SIZE = 5 * HAL_DMA_BLOCK,
    BEFORE = 0x55,
};

static uint8_t memory[SIZE] HAL_DMA_ALIGNED;

static void each_span_becomes_zero_alone(void **state)
{
    (void)state;
    for (size_t start = 0; start < (size_t)2 * HAL_DMA_BLOCK; start++) {
        for (size_t size = 0; start + size <= SIZE; size++) {
            memset(memory, BEFORE, SIZE);
            hal_dma_zero(memory + start, size);
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
