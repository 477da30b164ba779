/* SPDX-License-Identifier: MIT */
/*
 * The dump of REPORT block on a fake medium that loses power after any number of bytes: the next
 * boot sends the last whole dump or none.
 */
#include "panic/dump.h"
#include "panic/dump_block.h"

#include <host_test.h>
#include <rt/console.h>
#include <rt/dump.h>
#include <rt/frame.h>
#include <stdbool.h>
#include <string.h>

enum {
    SIZE = 8192,
    UNIT = 1024,
    PROGRAM_UNIT = 16,
    CUTS = 200,
};

unsigned long rti_panic_dump[DUMP_FIELD_COUNT];

static struct {
    uint8_t memory[SIZE];
    long bytes_left; /* until the power is cut; negative for never */
    uint32_t noise;
} medium;
static char sent[2 * SIZE], written[2][SIZE];
static size_t sent_size, written_size;
static char *writes_to;

static struct hal_block_geometry geometry_of_medium = {SIZE, PROGRAM_UNIT, UNIT, 1, 0xff};

static const struct hal_block_geometry *geometry(const struct hal_block *block)
{
    (void)block;
    return &geometry_of_medium;
}

static int read(const struct hal_block *block, uint64_t offset, void *data, size_t size)
{
    (void)block;
    const int status = hal_block_check(&geometry_of_medium, offset, size, 1);
    if (status == HAL_OK) {
        memcpy(data, medium.memory + offset, size);
    }
    return status;
}

/* A byte that is being changed during the power cut gets any value. After it, nothing changes. */
static bool change(uint64_t at, uint8_t value)
{
    if (medium.bytes_left == 0) {
        return false;
    }
    medium.bytes_left -= medium.bytes_left > 0 ? 1 : 0;
    if (medium.bytes_left == 0) {
        medium.noise = medium.noise * 1664525 + 1013904223;
        value = (uint8_t)(medium.noise >> 24);
    }
    medium.memory[at] = value;
    return true;
}

static int program(const struct hal_block *block, uint64_t offset, const void *data, size_t size)
{
    (void)block;
    int status = hal_block_check(&geometry_of_medium, offset, size, PROGRAM_UNIT);
    for (size_t i = 0; i < size && status == HAL_OK; i++) {
        status = change(offset + i, ((const uint8_t *)data)[i]) ? HAL_OK : HAL_ERR_IO;
    }
    return status;
}

static int erase(const struct hal_block *block, uint64_t offset, uint64_t size)
{
    (void)block;
    int status = hal_block_check(&geometry_of_medium, offset, size, UNIT);
    for (size_t i = 0; i < size && status == HAL_OK; i++) {
        status = change(offset + i, 0xff) ? HAL_OK : HAL_ERR_IO;
    }
    return status;
}

static const struct hal_block_ops ops = {NULL, geometry, read, program, erase};
static const struct hal_block block = {&ops};
static uint8_t buffer[64];
const struct rt_dump_block rt_dump_block = {&block, UNIT, SIZE - 2 * UNIT, buffer, sizeof(buffer)};

void rt_console_write(const char *text, size_t size)
{
    assert_true(sent_size + size <= sizeof(sent));
    memcpy(sent + sent_size, text, size);
    sent_size += size;
}

void rt_console_drain(void)
{
}

static void put(void *context, const char *text, size_t size)
{
    (void)context;
    memcpy(writes_to + written_size, text, size);
    written_size += size;
}

/* As panic/dump.S: numbered pieces, and one without bytes, each written by one call. */
static size_t dump_without(unsigned lost, char *copy, unsigned pieces, uint8_t content)
{
    writes_to = copy;
    written_size = 0;
    for (unsigned i = 0; i <= pieces; i++) {
        if (i == lost) {
            continue;
        }
        const size_t before = written_size;
        uint8_t piece[DUMP_HEADER(sizeof(long)) + 100];
        memset(piece, content + (int)i, sizeof(piece));
        piece[0] = (uint8_t)i;
        piece[1] = 0;
        rti_panic_dump[DUMP_FIELD_pieces] = i + 1;
        assert_true(rt_frame_write(put, NULL, RT_FRAME_PANIC, piece,
                                   i < pieces ? sizeof(piece) : DUMP_HEADER(sizeof(long))));
        rti_dump_write(copy + before, written_size - before);
    }
    rti_dump_drain();
    return written_size;
}

static size_t dump(char *copy, unsigned pieces, uint8_t content)
{
    return dump_without(pieces + 1, copy, pieces, content);
}

static int send(void)
{
    sent_size = 0;
    return rt_dump_send();
}

static bool is_sent(const char *text, size_t size)
{
    return sent_size == size && memcmp(sent, text, size) == 0;
}

static int set_up(void **state)
{
    (void)state;
    memset(&medium, 0xa5, sizeof(medium));
    medium.bytes_left = -1;
    return 0;
}

static void a_new_medium_has_none(void **state)
{
    (void)state;
    assert_int_equal(send(), 0);
    assert_int_equal(sent_size, 0);
}

static void a_dump_is_sent_until_it_is_erased(void **state)
{
    (void)state;
    const size_t size = dump(written[0], 20, 1);
    assert_int_equal(send(), 1);
    assert_true(is_sent(written[0], size));
    assert_int_equal(send(), 1);
    assert_int_equal(rt_dump_erase(), 0);
    assert_int_equal(send(), 0);
}

static void a_dump_that_does_not_fit_is_none(void **state)
{
    (void)state;
    dump(written[0], 36, 1);
    assert_int_equal(send(), 1);
    dump(written[0], 40, 1);
    assert_int_equal(send(), 0);
    assert_int_equal(medium.memory[UNIT - 1], 0xa5);
    assert_int_equal(medium.memory[SIZE - UNIT], 0xa5);
}

static void a_dump_that_lacks_a_piece_is_none(void **state)
{
    (void)state;
    for (unsigned lost = 1; lost <= 20; lost++) {
        dump_without(lost, written[0], 20, 1);
        assert_int_equal(send(), 0);
        assert_int_equal(sent_size, 0);
    }
}

static void a_power_cut_leaves_the_last_whole_one_or_none(void **state)
{
    (void)state;
    unsigned outcomes[3] = {0};
    const long all = SIZE - 2 * UNIT + 4096;
    for (unsigned i = 0; i < CUTS; i++) {
        medium.bytes_left = -1;
        medium.noise = i;
        const size_t size = dump(written[0], 36, (uint8_t)i);
        medium.bytes_left = (long)i * all / CUTS;
        const size_t new_size = dump(written[1], 20 + i % 10, (uint8_t)(i + 100));
        const int status = send();
        const bool is_old = is_sent(written[0], size);
        const bool is_new = is_sent(written[1], new_size);
        assert_true(status == 0 ? sent_size == 0 : status == 1 && (is_old || is_new));
        outcomes[status == 0 ? 0 : is_old ? 1 : 2]++;
    }
    assert_true(outcomes[0] > 100 && outcomes[1] > 0 && outcomes[2] > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_new_medium_has_none, set_up),
        cmocka_unit_test_setup(a_dump_is_sent_until_it_is_erased, set_up),
        cmocka_unit_test_setup(a_dump_that_does_not_fit_is_none, set_up),
        cmocka_unit_test_setup(a_dump_that_lacks_a_piece_is_none, set_up),
        cmocka_unit_test_setup(a_power_cut_leaves_the_last_whole_one_or_none, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
