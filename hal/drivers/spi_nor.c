/* SPDX-License-Identifier: MIT */
/*
 * Serial NOR flash. Each program or erase enables writing, checks that this took effect (a
 * protected part ignores it), sends the command, and waits until the part is ready. A part with
 * some protected blocks accepts a command for them but ignores it. If the status reports such
 * blocks, the driver verifies the change by reading it back.
 */
#include <assert.h>
#include <spi_nor.h>
#include <stdbool.h>

enum {
    CMD_PROGRAM = 0x02,
    CMD_READ = 0x03,
    CMD_READ_STATUS = 0x05,
    CMD_WRITE_ENABLE = 0x06,
    CMD_PROGRAM_4B = 0x12,
    CMD_READ_4B = 0x13,
    CMD_ERASE_4K = 0x20,
    CMD_ERASE_4K_4B = 0x21,
    CMD_READ_ID = 0x9f,
    CMD_ERASE_64K = 0xd8,
    CMD_ERASE_64K_4B = 0xdc,
    STATUS_BUSY = 0x01,
    STATUS_WRITE_ENABLED = 0x02,
    STATUS_PROTECTED = 0x3c, /* bit 5 has another meaning on some parts */
    PAGE_SIZE = 256,
    ERASE_SMALL = 4096,
    ERASE_LARGE = 65536,
    MIN_SIZE_LOG2 = 16,
    MAX_SIZE_LOG2 = 31,
    SMALL_PART = 1 << 24, /* the range of 3 address bytes */
    COMMAND_TIMEOUT_US = 1000000,
    READY_TIMEOUT_US = 5000000,
    ERASED_VALUE = 0xff,
    READ_BACK_SIZE = 64,
};

static inline const struct spi_nor *device(const struct hal_block *block)
{
    static_assert(offsetof(struct spi_nor, block) == 0, "the interface comes first");
    return (const struct spi_nor *)block;
}

/* Sends a command byte and receives @p size bytes. */
static int command(const struct spi_nor *dev, uint8_t code, void *in, size_t size)
{
    const struct hal_spi_segment segments[] = {{&code, NULL, 1}, {NULL, in, size}};
    return hal_spi_transaction(&dev->spi, segments, 2, COMMAND_TIMEOUT_US);
}

static int read_status(const struct spi_nor *dev)
{
    uint8_t status;
    const int result = command(dev, CMD_READ_STATUS, &status, 1);
    return result < 0 ? result : status;
}

static int wait_ready(const struct spi_nor *dev)
{
    struct hal_deadline deadline = hal_deadline_start(dev->timer, READY_TIMEOUT_US);
    int status;
    while ((status = read_status(dev)) > 0 && (status & STATUS_BUSY) != 0) {
        if (hal_deadline_passed(&deadline)) {
            return HAL_ERR_TIMEOUT;
        }
    }
    return status < 0 ? status : HAL_OK;
}

static bool needs_4_bytes(const struct spi_nor *dev)
{
    return dev->state->geometry.size > SMALL_PART;
}

/* Writes code and address to @p header and returns its size. */
static size_t put_header(const struct spi_nor *dev, uint8_t *header, uint8_t code, uint8_t code_4b,
                         uint32_t address)
{
    size_t size = 0;
    header[size++] = needs_4_bytes(dev) ? code_4b : code;
    if (needs_4_bytes(dev)) {
        header[size++] = (uint8_t)(address >> 24);
    }
    header[size++] = (uint8_t)(address >> 16);
    header[size++] = (uint8_t)(address >> 8);
    header[size++] = (uint8_t)address;
    return size;
}

/* A firmware reset does not reset the part. It may still be busy, and then it accepts only the
 * status command. Without a part the status reads as all ones. */
static int find_ready(const struct spi_nor *dev)
{
    const int status = read_status(dev);
    if (status < 0) {
        return status;
    }
    return status == 0xff ? HAL_ERR_ABSENT : wait_ready(dev);
}

static int open(const struct hal_block *block)
{
    const struct spi_nor *dev = device(block);
    uint8_t id[3];
    dev->state->geometry = (struct hal_block_geometry){0};
    int status = find_ready(dev);
    if (status == HAL_OK) {
        status = command(dev, CMD_READ_ID, id, sizeof(id));
    }
    if (status != HAL_OK) {
        return status;
    }
    if (id[0] == 0 || id[0] == 0xff) {
        return HAL_ERR_ABSENT;
    }
    if (id[2] < MIN_SIZE_LOG2 || id[2] > MAX_SIZE_LOG2) {
        return HAL_ERR_UNSUPPORTED;
    }
    dev->state->geometry = (struct hal_block_geometry){
        .size = UINT64_C(1) << id[2],
        .program_unit = 1,
        .erase_unit = ERASE_SMALL,
        .read_unit = 1,
        .erased_value = ERASED_VALUE,
    };
    return HAL_OK;
}

static const struct hal_block_geometry *geometry(const struct hal_block *block)
{
    return &device(block)->state->geometry;
}

static int read(const struct hal_block *block, uint64_t offset, void *data, size_t size)
{
    const struct spi_nor *dev = device(block);
    uint8_t header[5];
    const int status = hal_block_check(&dev->state->geometry, offset, size, 1);
    if (status < 0) {
        return status;
    }
    const size_t header_size = put_header(dev, header, CMD_READ, CMD_READ_4B, (uint32_t)offset);
    const struct hal_spi_segment segments[] = {{header, NULL, header_size}, {NULL, data, size}};
    return hal_spi_transaction(&dev->spi, segments, 2, HAL_FOREVER - 1);
}

/* Returns the status after it, or an error. */
static int enable_writing(const struct spi_nor *dev)
{
    int status = command(dev, CMD_WRITE_ENABLE, NULL, 0);
    if (status == HAL_OK) {
        status = read_status(dev);
    }
    if (status < 0) {
        return status;
    }
    return (status & STATUS_WRITE_ENABLED) != 0 ? status : HAL_ERR_IO;
}

static bool holds(const uint8_t *got, const uint8_t *data, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (got[i] != (data != NULL ? data[i] : ERASED_VALUE)) {
            return false;
        }
    }
    return true;
}

/* Verifies programmed bytes, or erased ones if @p data is NULL. */
static int check_changed(const struct spi_nor *dev, uint32_t address, const uint8_t *data,
                         size_t size)
{
    uint8_t got[READ_BACK_SIZE];
    int status = HAL_OK;
    for (size_t done = 0; done < size && status == HAL_OK;) {
        const size_t part = size - done < sizeof(got) ? size - done : sizeof(got);
        status = read(&dev->block, (uint64_t)address + done, got, part);
        if (status == HAL_OK && !holds(got, data != NULL ? data + done : NULL, part)) {
            status = HAL_ERR_IO;
        }
        done += part;
    }
    return status;
}

/* Programs @p size bytes by one command, or erases them if @p data is NULL. */
static int change(const struct spi_nor *dev, uint8_t code, uint8_t code_4b, uint32_t address,
                  const uint8_t *data, size_t size)
{
    uint8_t header[5];
    const size_t header_size = put_header(dev, header, code, code_4b, address);
    const struct hal_spi_segment segments[] = {{header, NULL, header_size},
                                               {data, NULL, data != NULL ? size : 0}};
    const int enabled = enable_writing(dev);
    if (enabled < 0) {
        return enabled;
    }
    int status = hal_spi_transaction(&dev->spi, segments, 2, COMMAND_TIMEOUT_US);
    if (status == HAL_OK) {
        status = wait_ready(dev);
    }
    if (status == HAL_OK && (enabled & STATUS_PROTECTED) != 0) {
        status = check_changed(dev, address, data, size);
    }
    return status;
}

static int program(const struct hal_block *block, uint64_t offset, const void *data, size_t size)
{
    const struct spi_nor *dev = device(block);
    const uint8_t *from = (const uint8_t *)data;
    int status = hal_block_check(&dev->state->geometry, offset, size, 1);
    for (size_t done = 0; done < size && status == HAL_OK;) {
        const uint32_t address = (uint32_t)(offset + done);
        /* Programming past a page's end would wrap around to its start. */
        const uint32_t room = PAGE_SIZE - address % PAGE_SIZE;
        const size_t part = size - done < room ? size - done : room;
        status = change(dev, CMD_PROGRAM, CMD_PROGRAM_4B, address, from + done, part);
        done += part;
    }
    return status;
}

static int erase(const struct hal_block *block, uint64_t offset, uint64_t size)
{
    const struct spi_nor *dev = device(block);
    int status = hal_block_check(&dev->state->geometry, offset, size, ERASE_SMALL);
    for (uint64_t done = 0; done < size && status == HAL_OK;) {
        const uint32_t address = (uint32_t)(offset + done);
        const bool large = address % ERASE_LARGE == 0 && size - done >= ERASE_LARGE;
        status = large ? change(dev, CMD_ERASE_64K, CMD_ERASE_64K_4B, address, NULL, ERASE_LARGE)
                       : change(dev, CMD_ERASE_4K, CMD_ERASE_4K_4B, address, NULL, ERASE_SMALL);
        done += large ? ERASE_LARGE : ERASE_SMALL;
    }
    return status;
}

const struct hal_block_ops spi_nor_ops = {
    .open = open,
    .geometry = geometry,
    .read = read,
    .program = program,
    .erase = erase,
};
