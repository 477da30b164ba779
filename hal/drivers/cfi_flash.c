/* SPDX-License-Identifier: MIT */
/*
 * Intel-style flash, two chips in parallel. Every command goes to both halves of the bus, and the
 * bank is ready when both chips are. Every call leaves the bank in read-array mode.
 */
#include <assert.h>
#include <cfi_flash.h>
#include <hal/mmio.h>
#include <stdbool.h>

enum {
    BUS_BYTES = 4,
    CHIPS = 2,
    CMD_READ_ARRAY = 0xff,
    CMD_QUERY = 0x98,
    CMD_CLEAR_STATUS = 0x50,
    CMD_ERASE = 0x20,
    CMD_PROGRAM = 0x40,
    CMD_BUFFERED_PROGRAM = 0xe8,
    CMD_CONFIRM = 0xd0,
    STATUS_READY = 0x80,
    STATUS_ERRORS = 0x3a, /* erase, program, voltage, block lock */
    QUERY_ADDRESS = 0x55,
    CFI_SIGNATURE = 0x10,
    CFI_COMMAND_SET = 0x13,
    CFI_DEVICE_SIZE = 0x27,
    CFI_BUFFER_SIZE = 0x2a,
    CFI_REGIONS = 0x2c,
    CFI_REGION_BLOCK_SIZE = 0x2f,
    COMMAND_SET_INTEL = 1,
    MAX_SIZE_LOG2 = 28,
    PROGRAM_TIMEOUT_US = 1000000, /* longer than the worst case of such chips */
    ERASE_TIMEOUT_US = 10000000,
    ERASED_VALUE = 0xff,
};

static inline const struct cfi_flash *device(const struct hal_block *block)
{
    static_assert(offsetof(struct cfi_flash, block) == 0, "the interface comes first");
    return (const struct cfi_flash *)block;
}

static inline reg_rw32 *word_at(const struct cfi_flash *dev, uint64_t offset)
{
    return (reg_rw32 *)(dev->base + (uintptr_t)offset);
}

static inline uint32_t for_both(uint32_t command)
{
    return command | (command << 16);
}

static void command(const struct cfi_flash *dev, uint64_t offset, uint32_t value)
{
    reg_write(word_at(dev, offset), for_both(value));
}

/* Returns the query byte if both chips return the same, else a value above 255. */
static uint32_t query_byte(const struct cfi_flash *dev, unsigned index)
{
    const uint32_t word = reg_read(word_at(dev, index * BUS_BYTES));
    return word == for_both(word & 0xffff) ? word & 0xffff : UINT32_MAX;
}

static int check_signature(const struct cfi_flash *dev)
{
    for (unsigned i = 0; i < 3; i++) {
        if (query_byte(dev, CFI_SIGNATURE + i) != (uint8_t)"QRY"[i]) {
            return HAL_ERR_ABSENT;
        }
    }
    return query_byte(dev, CFI_COMMAND_SET) == COMMAND_SET_INTEL ? HAL_OK : HAL_ERR_UNSUPPORTED;
}

static int read_geometry(const struct cfi_flash *dev)
{
    const uint32_t size_log2 = query_byte(dev, CFI_DEVICE_SIZE);
    const uint32_t buffer_log2 = query_byte(dev, CFI_BUFFER_SIZE);
    const uint32_t low = query_byte(dev, CFI_REGION_BLOCK_SIZE);
    const uint32_t high = query_byte(dev, CFI_REGION_BLOCK_SIZE + 1);
    if (size_log2 > MAX_SIZE_LOG2 || buffer_log2 > 16 || buffer_log2 < 1 || low > 0xff ||
        high > 0xff || query_byte(dev, CFI_REGIONS) != 1) {
        return HAL_ERR_UNSUPPORTED;
    }
    const uint32_t size = (UINT32_C(1) << size_log2) * CHIPS;
    const uint32_t block = (low | high << 8) * 256 * CHIPS;
    if (block == 0 || (block & (block - 1)) != 0 || block > size) {
        return HAL_ERR_UNSUPPORTED;
    }
    const uint32_t buffer = (UINT32_C(1) << buffer_log2) * CHIPS;
    dev->state->buffer_size = buffer < block ? buffer : block;
    dev->state->geometry = (struct hal_block_geometry){
        .size = size,
        .program_unit = BUS_BYTES,
        .erase_unit = block,
        .read_unit = BUS_BYTES,
        .erased_value = ERASED_VALUE,
    };
    return HAL_OK;
}

static int open(const struct hal_block *block)
{
    const struct cfi_flash *dev = device(block);
    dev->state->geometry = (struct hal_block_geometry){0};
    command(dev, 0, CMD_READ_ARRAY);
    command(dev, QUERY_ADDRESS * BUS_BYTES, CMD_QUERY);
    int status = check_signature(dev);
    if (status == HAL_OK) {
        status = read_geometry(dev);
    }
    command(dev, 0, CMD_READ_ARRAY);
    return status;
}

static const struct hal_block_geometry *geometry(const struct hal_block *block)
{
    return &device(block)->state->geometry;
}

static void word_to_bytes(uint8_t *to, uint32_t word)
{
    for (unsigned i = 0; i < BUS_BYTES; i++) {
        to[i] = (uint8_t)(word >> (8 * i));
    }
}

static uint32_t word_from_bytes(const uint8_t *from)
{
    return (uint32_t)from[0] | (uint32_t)from[1] << 8 | (uint32_t)from[2] << 16 |
           (uint32_t)from[3] << 24;
}

static int read(const struct hal_block *block, uint64_t offset, void *data, size_t size)
{
    const struct cfi_flash *dev = device(block);
    uint8_t *to = (uint8_t *)data;
    const int status = hal_block_check(&dev->state->geometry, offset, size, BUS_BYTES);
    if (status < 0) {
        return status;
    }
    for (size_t i = 0; i < size; i += BUS_BYTES) {
        word_to_bytes(to + i, reg_read(word_at(dev, offset + i)));
    }
    return HAL_OK;
}

/* Waits until both chips are ready. The bank must be in status mode. */
static int wait_ready(const struct cfi_flash *dev, uint64_t offset, uint32_t timeout_us)
{
    struct hal_deadline deadline = hal_deadline_start(dev->timer, timeout_us);
    uint32_t status;
    while (((status = reg_read(word_at(dev, offset))) & for_both(STATUS_READY)) !=
           for_both(STATUS_READY)) {
        if (hal_deadline_passed(&deadline)) {
            return HAL_ERR_TIMEOUT;
        }
    }
    return (status & for_both(STATUS_ERRORS)) == 0 ? HAL_OK : HAL_ERR_IO;
}

static int finish(const struct cfi_flash *dev, uint64_t offset, int status)
{
    command(dev, offset, CMD_CLEAR_STATUS);
    command(dev, offset, CMD_READ_ARRAY);
    return status;
}

static int program_word(const struct cfi_flash *dev, uint64_t offset, const uint8_t *from)
{
    command(dev, offset, CMD_PROGRAM);
    reg_write(word_at(dev, offset), word_from_bytes(from));
    return finish(dev, offset, wait_ready(dev, offset, PROGRAM_TIMEOUT_US));
}

/* Programs @p size bytes within one write buffer. Every command is sent to the first byte's
 * address. */
static int program_buffer(const struct cfi_flash *dev, uint64_t offset, const uint8_t *from,
                          uint32_t size)
{
    command(dev, offset, CMD_BUFFERED_PROGRAM);
    int status = wait_ready(dev, offset, PROGRAM_TIMEOUT_US);
    if (status < 0) {
        return finish(dev, offset, status);
    }
    command(dev, offset, size / BUS_BYTES - 1);
    for (uint32_t i = 0; i < size; i += BUS_BYTES) {
        reg_write(word_at(dev, offset + i), word_from_bytes(from + i));
    }
    command(dev, offset, CMD_CONFIRM);
    status = wait_ready(dev, offset, PROGRAM_TIMEOUT_US);
    return finish(dev, offset, status);
}

static int program(const struct hal_block *block, uint64_t offset, const void *data, size_t size)
{
    const struct cfi_flash *dev = device(block);
    const uint8_t *from = (const uint8_t *)data;
    const uint32_t buffer = dev->state->buffer_size;
    int status = hal_block_check(&dev->state->geometry, offset, size, BUS_BYTES);
    for (size_t done = 0; done < size && status == HAL_OK;) {
        const uint32_t room = buffer - (uint32_t)((offset + done) & (buffer - 1));
        const uint32_t part = size - done < room ? (uint32_t)(size - done) : room;
        /* QEMU 10 reports a programming error for a buffer of one word. */
        status = part == BUS_BYTES ? program_word(dev, offset + done, from + done)
                                   : program_buffer(dev, offset + done, from + done, part);
        done += part;
    }
    return status;
}

static int erase(const struct hal_block *block, uint64_t offset, uint64_t size)
{
    const struct cfi_flash *dev = device(block);
    const uint32_t unit = dev->state->geometry.erase_unit;
    int status = hal_block_check(&dev->state->geometry, offset, size, unit);
    for (uint64_t done = 0; done < size && status == HAL_OK; done += unit) {
        command(dev, offset + done, CMD_ERASE);
        command(dev, offset + done, CMD_CONFIRM);
        status = finish(dev, offset + done, wait_ready(dev, offset + done, ERASE_TIMEOUT_US));
    }
    return status;
}

const struct hal_block_ops cfi_flash_ops = {
    .open = open,
    .geometry = geometry,
    .read = read,
    .program = program,
    .erase = erase,
};
