/* SPDX-License-Identifier: MIT */
/* The console on the host's terminal, with a host that opens it or can't. */
#include <host_test.h>
#include <rt/console.h>
#include <rt/semihosting.h>
#include <stdbool.h>
#include <string.h>

enum {
    HANDLE = 5
};

static bool can_open;
static unsigned opened, closed;
static char mode_of_open;
static char received[32];
static size_t received_size;
static long undelivered; /* What a read returns. */

struct open_block {
    const char *name;
    unsigned long mode;
    unsigned long size;
};
struct transfer_block {
    long handle;
    char *bytes;
    size_t size;
};

static void receive(const char *bytes, size_t size)
{
    assert_true(received_size + size <= sizeof(received));
    memcpy(received + received_size, bytes, size);
    received_size += size;
}

static long open_file(const struct open_block *block)
{
    assert_string_equal(block->name, ":tt");
    assert_int_equal(block->size, 3);
    mode_of_open = (char)('0' + block->mode);
    opened += can_open;
    return can_open ? HANDLE : -1;
}

long rt_semihosting_call(long operation, const void *argument)
{
    const struct transfer_block *const block = argument;

    switch (operation) {
    case SEMIHOSTING_SYS_OPEN:
        return open_file(argument);
    case SEMIHOSTING_SYS_WRITE:
        assert_int_equal(block->handle, HANDLE);
        receive(block->bytes, block->size);
        return 0;
    case SEMIHOSTING_SYS_WRITEC:
        assert_false(can_open);
        receive(argument, 1);
        return 0;
    case SEMIHOSTING_SYS_READ:
        assert_int_equal(block->handle, HANDLE);
        assert_int_equal(block->size, 1);
        *block->bytes = '\0';
        return undelivered;
    case SEMIHOSTING_SYS_CLOSE:
        assert_int_equal(*(const long *)argument, HANDLE);
        closed++;
        return 0;
    default:
        fail_msg("operation %ld", operation);
        return -1;
    }
}

static int set_up(void **state)
{
    (void)state;
    can_open = true;
    opened = closed = 0;
    received_size = 0;
    undelivered = 0;
    return 0;
}

static void a_text_is_one_write_to_the_terminal(void **state)
{
    (void)state;
    rt_console_write("text\n", 4);
    assert_int_equal(received_size, 4);
    assert_memory_equal(received, "text", 4);
    assert_int_equal(mode_of_open, '4');
    assert_int_equal(opened, 1);
    assert_int_equal(closed, 1);
}

static void without_a_terminal_each_character_is_written(void **state)
{
    (void)state;
    can_open = false;
    rt_console_write("text\n", 4);
    assert_int_equal(received_size, 4);
    assert_memory_equal(received, "text", 4);
    assert_int_equal(closed, 0);
}

static void a_byte_is_read_and_the_end_is_negative(void **state)
{
    (void)state;
    assert_int_equal(rt_console_read(), 0);
    assert_int_equal(mode_of_open, '0');
    undelivered = 1;
    assert_int_equal(rt_console_read(), -1);
    assert_int_equal(opened, 1);
    assert_int_equal(closed, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_text_is_one_write_to_the_terminal, set_up),
        cmocka_unit_test_setup(without_a_terminal_each_character_is_written, set_up),
        cmocka_unit_test_setup(a_byte_is_read_and_the_end_is_negative, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
