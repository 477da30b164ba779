/* SPDX-License-Identifier: MIT */
/* The byte ring: every capacity, every fill level, spans, full and empty rings. */
#include <hal/ring.h>
#include <host_test.h>

static void every_byte_of_every_capacity_is_used(void **state)
{
    (void)state;
    uint8_t bytes[17];
    for (size_t capacity = 1; capacity <= sizeof(bytes); capacity++) {
        struct hal_ring ring = {bytes, capacity, 0, 0};
        const uint8_t data[20] = {1, 2, 3};
        assert_true(hal_ring_is_empty(&ring));
        assert_int_equal(hal_ring_put(&ring, data, sizeof(data)), capacity);
        assert_false(hal_ring_is_empty(&ring));
        assert_int_equal(hal_ring_used(&ring), capacity);
        assert_int_equal(hal_ring_free(&ring), 0);
        assert_int_equal(hal_ring_put(&ring, data, 1), 0);
    }
}

static void bytes_come_out_in_order_at_any_phase(void **state)
{
    (void)state;
    uint8_t bytes[17];
    for (size_t capacity = 1; capacity <= sizeof(bytes); capacity++) {
        struct hal_ring ring = {bytes, capacity, 0, 0};
        uint8_t next_in = 0;
        uint8_t next_out = 0;
        for (uint32_t round = 0; round < 1000; round++) {
            uint8_t in[20];
            uint8_t out[20];
            for (size_t i = 0; i < sizeof(in); i++) {
                in[i] = (uint8_t)(next_in + i);
            }
            next_in = (uint8_t)(next_in + hal_ring_put(&ring, in, round % 20));
            const size_t got = hal_ring_get(&ring, out, (round * 7) % 20);
            for (size_t i = 0; i < got; i++) {
                assert_int_equal(out[i], next_out++);
            }
            assert_int_equal(hal_ring_used(&ring), (uint8_t)(next_in - next_out));
        }
    }
}

static void spans_end_at_the_end_of_the_buffer(void **state)
{
    (void)state;
    uint8_t bytes[8];
    struct hal_ring ring = HAL_RING(bytes);
    uint8_t scratch[8] = {0};
    uint8_t *to;
    const uint8_t *from;
    assert_int_equal(hal_ring_put(&ring, scratch, 6), 6);
    assert_int_equal(hal_ring_get(&ring, scratch, 5), 5);
    assert_int_equal(hal_ring_write_span(&ring, &to), 2);
    assert_ptr_equal(to, bytes + 6);
    hal_ring_wrote(&ring, 2);
    assert_int_equal(hal_ring_write_span(&ring, &to), 5);
    assert_ptr_equal(to, bytes);
    assert_int_equal(hal_ring_read_span(&ring, &from), 3);
    assert_ptr_equal(from, bytes + 5);
    hal_ring_took(&ring, 3);
    assert_int_equal(hal_ring_read_span(&ring, &from), 0);
}

static void the_largest_ring_counts_on(void **state)
{
    (void)state;
    const size_t capacity = SIZE_MAX / 2;
    struct hal_ring ring = {NULL, capacity, 0, 0}; /* its bytes are not touched */
    for (unsigned round = 0; round < 5; round++) {
        hal_ring_wrote(&ring, capacity);
        assert_int_equal(hal_ring_used(&ring), capacity);
        assert_int_equal(hal_ring_free(&ring), 0);
        hal_ring_took(&ring, capacity - 1);
        assert_int_equal(hal_ring_used(&ring), 1);
        hal_ring_wrote(&ring, 1);
        assert_int_equal(hal_ring_used(&ring), 2);
        hal_ring_took(&ring, 2);
        assert_int_equal(hal_ring_used(&ring), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_byte_of_every_capacity_is_used),
        cmocka_unit_test(bytes_come_out_in_order_at_any_phase),
        cmocka_unit_test(spans_end_at_the_end_of_the_buffer),
        cmocka_unit_test(the_largest_ring_counts_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
