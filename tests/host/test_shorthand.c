/* SPDX-License-Identifier: MIT */
/* The functions that are made of others: each gives them exactly what its caller meant. */
#include <hal/i2c.h>
#include <hal/spi.h>
#include <hal/status.h>
#include <hal/uart.h>
#include <host_test.h>
#include <stdbool.h>
#include <string.h>

enum {
    ADDRESS = 0x48,
    TIMEOUT_US = 123,
};

static char tx[3], rx[5];

static struct {
    struct hal_i2c_message messages[2];
    size_t count;
} i2c;

static int i2c_transfer(const struct hal_i2c *bus, uint8_t address,
                        const struct hal_i2c_message *messages, size_t count, uint32_t timeout_us)
{
    (void)bus;
    assert_int_equal(address, ADDRESS);
    assert_int_equal(timeout_us, TIMEOUT_US);
    assert_in_range(count, 1, 2);
    memcpy(i2c.messages, messages, count * sizeof(*messages));
    i2c.count = count;
    return HAL_ERR_NACK;
}

static void assert_message(unsigned index, const void *sent, void *received, size_t size)
{
    assert_true(index < i2c.count);
    assert_ptr_equal(i2c.messages[index].tx, sent);
    assert_ptr_equal(i2c.messages[index].rx, received);
    assert_int_equal(i2c.messages[index].size, size);
}

static void i2c_messages(void **state)
{
    static const struct hal_i2c_ops ops = {.transfer = i2c_transfer};
    const struct hal_i2c bus = {&ops};

    (void)state;
    assert_int_equal(hal_i2c_write(&bus, ADDRESS, tx, 3, TIMEOUT_US), HAL_ERR_NACK);
    assert_int_equal(i2c.count, 1);
    assert_message(0, tx, NULL, 3);
    assert_int_equal(hal_i2c_read(&bus, ADDRESS, rx, 5, TIMEOUT_US), HAL_ERR_NACK);
    assert_int_equal(i2c.count, 1);
    assert_message(0, NULL, rx, 5);
    assert_int_equal(hal_i2c_write_read(&bus, ADDRESS, tx, 2, rx, 4, TIMEOUT_US), HAL_ERR_NACK);
    assert_int_equal(i2c.count, 2);
    assert_message(0, tx, NULL, 2);
    assert_message(1, NULL, rx, 4);
}

static struct {
    const void *tx[2];
    void *rx[2];
    size_t sizes[2];
    unsigned count;
    bool selected;
} spi;

static int spi_begin(const struct hal_spi *bus, const struct hal_spi_config *config)
{
    (void)bus;
    (void)config;
    spi.selected = true;
    return 1;
}

static int spi_transfer(const struct hal_spi *bus, const void *sent, void *received, size_t size,
                        uint32_t timeout_us)
{
    (void)bus;
    assert_int_equal(timeout_us, TIMEOUT_US);
    assert_true(spi.selected && spi.count < 2);
    spi.tx[spi.count] = sent;
    spi.rx[spi.count] = received;
    spi.sizes[spi.count++] = size;
    return 0;
}

static void spi_end(const struct hal_spi *bus)
{
    (void)bus;
    spi.selected = false;
}

static void spi_segments(void **state)
{
    static const struct hal_spi_ops ops = {
        .begin = spi_begin, .transfer = spi_transfer, .end = spi_end};
    const struct hal_spi bus = {&ops};
    const struct hal_spi_device device = {.bus = &bus};

    (void)state;
    assert_int_equal(hal_spi_write_read(&device, tx, 3, rx, 5, TIMEOUT_US), 0);
    assert_int_equal(spi.count, 2);
    assert_true(spi.tx[0] == tx && spi.rx[0] == NULL && spi.sizes[0] == 3);
    assert_true(spi.tx[1] == NULL && spi.rx[1] == rx && spi.sizes[1] == 5);
    assert_false(spi.selected);
}

static struct {
    char bytes[16];
    size_t size;
    size_t limit; /* then it accepts no more */
} port;

/* Accepts two bytes at a time. */
static int uart_write(const struct hal_uart *uart, const void *data, size_t size,
                      uint32_t timeout_us)
{
    const size_t count = size < 2 ? size : 2;

    (void)uart;
    assert_int_equal(timeout_us, TIMEOUT_US);
    if (port.size + count > port.limit) {
        return HAL_ERR_TIMEOUT;
    }
    memcpy(port.bytes + port.size, data, count);
    port.size += count;
    return (int)count;
}

static void uart_sends_all(void **state)
{
    static const struct hal_uart_ops ops = {.write = uart_write};
    const struct hal_uart uart = {&ops};

    (void)state;
    port.limit = sizeof(port.bytes);
    assert_int_equal(hal_uart_write_all(&uart, "seven!!", 7, TIMEOUT_US), 0);
    assert_int_equal(port.size, 7);
    assert_memory_equal(port.bytes, "seven!!", 7);
    assert_int_equal(hal_uart_write_all(&uart, "", 0, TIMEOUT_US), 0);
    assert_int_equal(port.size, 7);
    port.limit = 9;
    assert_int_equal(hal_uart_write_all(&uart, "four", 4, TIMEOUT_US), HAL_ERR_TIMEOUT);
    assert_int_equal(port.size, 9);
}

static void each_status_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int one = HAL_OK; one >= HAL_ERR_CORRUPT; one--) {
        assert_true(hal_status_name(one)[0] != 0);
        for (int other = HAL_OK; other > one; other--) {
            assert_string_not_equal(hal_status_name(one), hal_status_name(other));
        }
    }
    assert_string_equal(hal_status_name(HAL_ERR_TIMEOUT), "timed out");
    assert_string_equal(hal_status_name(HAL_ERR_CORRUPT), "wrong checksum or pattern");
    assert_string_equal(hal_status_name(HAL_ERR_CORRUPT - 1), "unknown error");
    assert_string_equal(hal_status_name(-1000000), "unknown error");
    assert_string_equal(hal_status_name(7), hal_status_name(HAL_OK));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(i2c_messages),
        cmocka_unit_test(spi_segments),
        cmocka_unit_test(uart_sends_all),
        cmocka_unit_test(each_status_has_a_name_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
