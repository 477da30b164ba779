/* SPDX-License-Identifier: MIT */
/*
 * SD card. A command is a frame of 6 bytes, a status byte (R1) up to 8 bytes later, and the
 * command's data. The card is selected for the whole command. A busy card holds its output low.
 */
#include <assert.h>
#include <sd_spi.h>
#include <stdbool.h>

enum {
    CMD_GO_IDLE = 0,
    CMD_SEND_IF_COND = 8,
    CMD_SEND_CSD = 9,
    CMD_SEND_STATUS = 13,
    CMD_READ_BLOCK = 17,
    CMD_WRITE_BLOCK = 24,
    CMD_APP = 55,
    CMD_READ_OCR = 58,
    CMD_CRC_ON_OFF = 59,
    ACMD_SEND_OP_COND = 41,
    IF_COND = 0x1aa, /* 2.7 to 3.6 V, and a pattern that the card echoes */
    OCR_HIGH_CAPACITY = 1 << 30,
    R1_IDLE = 0x01,
    R1_ILLEGAL = 0x04,
    R1_BAD_CRC = 0x08,
    R1_ADDRESS = 0x20,
    R1_PARAMETER = 0x40,
    LINE_IDLE = 0xff,
    TOKEN_START = 0xfe,
    TOKEN_NO_ERROR = 0xf0, /* bits that are 0 in an error token */
    TOKEN_ECC_FAILED = 0x04,
    TOKEN_OUT_OF_RANGE = 0x08,
    RESPONSE_MASK = 0x1f,
    RESPONSE_ACCEPTED = 0x05,
    RESPONSE_BAD_CRC = 0x0b,
    BLOCK_SIZE = 512,
    CSD_SIZE = 16,
    WAKE_BYTES = 10, /* 74 clocks at least */
    R1_WITHIN = 16,
    RESET_TRIES = 10,
    START_HZ = 400000,
    START_TIMEOUT_US = 1000000,
    DATA_TIMEOUT_US = 500000,
    BYTE_TIMEOUT_US = 1000000,
    ERASED_VALUE = 0xff,
};

static inline const struct sd_spi *device(const struct hal_block *block)
{
    static_assert(offsetof(struct sd_spi, block) == 0, "the interface comes first");
    return (const struct sd_spi *)block;
}

static uint8_t crc7(const uint8_t *data, size_t size)
{
    unsigned crc = 0;
    for (size_t i = 0; i < size; i++) {
        crc ^= data[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc & 0x80) != 0 ? (crc << 1) ^ (0x09 << 1) : crc << 1;
        }
    }
    return (uint8_t)crc; /* in the upper seven bits, as in the frame */
}

/* CCITT polynomial; @p data NULL means all ones. */
static uint16_t crc16(const uint8_t *data, size_t size)
{
    unsigned crc = 0;
    for (size_t i = 0; i < size; i++) {
        crc = ((crc >> 8) | (crc << 8)) & 0xffff;
        crc ^= data != NULL ? data[i] : 0xff;
        crc ^= (crc & 0xff) >> 4;
        crc ^= (crc << 12) & 0xffff;
        crc ^= (crc & 0xff) << 5;
    }
    return (uint16_t)crc;
}

static struct hal_spi_device bus_of(const struct sd_spi *dev)
{
    struct hal_spi_device spi = dev->spi;
    if (dev->state->max_hz < spi.config.max_hz) {
        spi.config.max_hz = dev->state->max_hz;
    }
    return spi;
}

static int select(const struct sd_spi *dev)
{
    const struct hal_spi_device spi = bus_of(dev);
    return hal_spi_begin(&spi);
}

static int transfer(const struct sd_spi *dev, const void *tx, void *rx, size_t size)
{
    return hal_spi_transfer(&dev->spi, tx, rx, size, BYTE_TIMEOUT_US);
}

/* The card releases its output only after eight more clocks. */
static int deselect(const struct sd_spi *dev, int status)
{
    hal_spi_end(&dev->spi);
    struct hal_spi_device nobody = bus_of(dev);
    nobody.config.select = HAL_SPI_NO_SELECT;
    const struct hal_spi_segment clocks = {NULL, NULL, 1};
    const int end = hal_spi_transaction(&nobody, &clocks, 1, BYTE_TIMEOUT_US);
    return status < 0 ? status : (end < 0 ? end : status);
}

static int next_byte(const struct sd_spi *dev)
{
    uint8_t byte;
    const int status = transfer(dev, NULL, &byte, 1);
    return status < 0 ? status : byte;
}

/* Waits until the line is idle (only ones), or no longer idle. Returns the byte that ended the
 * wait. */
static int wait_line(const struct sd_spi *dev, bool idle)
{
    struct hal_deadline deadline = hal_deadline_start(dev->timer, DATA_TIMEOUT_US);
    int byte;
    while ((byte = next_byte(dev)) >= 0 && (byte == LINE_IDLE) != idle) {
        if (hal_deadline_passed(&deadline)) {
            return HAL_ERR_TIMEOUT;
        }
    }
    return byte;
}

/* Sends a command to the selected card and returns R1. */
static int send_command(const struct sd_spi *dev, uint8_t code, uint32_t argument)
{
    uint8_t frame[6] = {(uint8_t)(0x40 | code),    (uint8_t)(argument >> 24),
                        (uint8_t)(argument >> 16), (uint8_t)(argument >> 8),
                        (uint8_t)argument,         0};
    frame[5] = crc7(frame, 5) | 1;
    int status = transfer(dev, frame, NULL, sizeof(frame));
    for (int i = 0; i < R1_WITHIN && status == HAL_OK; i++) {
        const int r1 = next_byte(dev);
        if (r1 < 0 || (r1 & 0x80) == 0) {
            return r1;
        }
    }
    return status < 0 ? status : HAL_ERR_ABSENT;
}

/* A complete command with @p size bytes after R1. Returns R1. */
static int command(const struct sd_spi *dev, uint8_t code, uint32_t argument, uint8_t *extra,
                   size_t size)
{
    int status = select(dev);
    if (status < 0) {
        return status;
    }
    int r1 = send_command(dev, code, argument);
    if (r1 >= 0 && size != 0) {
        status = transfer(dev, NULL, extra, size);
        r1 = status < 0 ? status : r1;
    }
    return deselect(dev, r1);
}

/* The error in R1. Ignores R1_IDLE: QEMU sets it in every READ_OCR answer, and commands that need
 * an active card report it themselves. */
static int refusal_of(int r1)
{
    return r1 < 0 ? r1 : r1 & ~R1_IDLE;
}

static int error_of(int r1)
{
    const int refusal = refusal_of(r1);
    if (refusal <= 0) {
        return refusal;
    }
    return (refusal & R1_BAD_CRC) != 0 ? HAL_ERR_CORRUPT : HAL_ERR_IO;
}

/* A firmware reset does not reset the card. It may still be storing a block, which a command might
 * corrupt. A busy card drives its line only after the first clocks. Without a card the line stays
 * idle. */
static int wait_stored(const struct sd_spi *dev)
{
    int status = select(dev);
    if (status < 0) {
        return status;
    }
    status = next_byte(dev);
    if (status >= 0) {
        status = wait_line(dev, true);
    }
    return deselect(dev, status);
}

static int reset(const struct sd_spi *dev)
{
    struct hal_spi_device nobody = bus_of(dev);
    nobody.config.select = HAL_SPI_NO_SELECT;
    const struct hal_spi_segment clocks = {NULL, NULL, WAKE_BYTES};
    int status = hal_spi_transaction(&nobody, &clocks, 1, BYTE_TIMEOUT_US);
    if (status == HAL_OK) {
        status = wait_stored(dev);
    }
    if (status < 0) {
        return status;
    }
    int r1 = HAL_ERR_ABSENT;
    for (int i = 0; i < RESET_TRIES && r1 != R1_IDLE; i++) {
        r1 = command(dev, CMD_GO_IDLE, 0, NULL, 0);
    }
    if (r1 < 0) {
        return r1;
    }
    return r1 == R1_IDLE ? HAL_OK : HAL_ERR_ABSENT;
}

/* Returns 1 if the card supports version 2, 0 if not, or an error. */
static int check_voltage(const struct sd_spi *dev)
{
    uint8_t answer[4];
    const int r1 = command(dev, CMD_SEND_IF_COND, IF_COND, answer, sizeof(answer));
    if (r1 < 0 || (r1 & R1_ILLEGAL) != 0) {
        return r1 < 0 ? r1 : 0;
    }
    const unsigned echo = (unsigned)answer[2] << 8 | answer[3];
    return (echo & 0xfff) == IF_COND ? 1 : HAL_ERR_UNSUPPORTED;
}

static int start(const struct sd_spi *dev, bool high_capacity)
{
    struct hal_deadline deadline = hal_deadline_start(dev->timer, START_TIMEOUT_US);
    const uint32_t argument = high_capacity ? OCR_HIGH_CAPACITY : 0;
    for (;;) {
        int r1 = command(dev, CMD_APP, 0, NULL, 0);
        if (r1 >= 0) {
            r1 = command(dev, ACMD_SEND_OP_COND, argument, NULL, 0);
        }
        if (r1 <= 0) {
            return r1;
        }
        if (r1 != R1_IDLE) {
            return HAL_ERR_UNSUPPORTED;
        }
        if (hal_deadline_passed(&deadline)) {
            return HAL_ERR_TIMEOUT;
        }
    }
}

/* Waits for a data packet. Returns 0 when it comes, an error, or an error token as bits of R1. */
static int wait_packet(const struct sd_spi *dev)
{
    const int token = wait_line(dev, false);
    if (token < 0 || token == TOKEN_START) {
        return token < 0 ? token : HAL_OK;
    }
    if ((token & TOKEN_NO_ERROR) != 0) {
        return HAL_ERR_IO;
    }
    if ((token & TOKEN_OUT_OF_RANGE) != 0) {
        return R1_PARAMETER;
    }
    return (token & TOKEN_ECC_FAILED) != 0 ? HAL_ERR_CORRUPT : HAL_ERR_IO;
}

/* Receives a data packet. The card is selected and has sent R1. If @p data is NULL, discards the
 * packet unchecked. */
static int receive(const struct sd_spi *dev, uint8_t *data, size_t size)
{
    uint8_t sum[2];
    int status = wait_packet(dev);
    if (status != HAL_OK) {
        return status;
    }
    status = transfer(dev, NULL, data, size);
    if (status == HAL_OK) {
        status = transfer(dev, NULL, sum, sizeof(sum));
    }
    if (status == HAL_OK && data != NULL && crc16(data, size) != (sum[0] << 8 | sum[1])) {
        status = HAL_ERR_CORRUPT;
    }
    return status;
}

/* Returns 0, an error, or the R1 with which the card rejects the command. */
static int read_packet(const struct sd_spi *dev, uint8_t code, uint32_t argument, uint8_t *data,
                       size_t size)
{
    int status = select(dev);
    if (status < 0) {
        return status;
    }
    status = refusal_of(send_command(dev, code, argument));
    if (status == HAL_OK) {
        status = receive(dev, data, size);
    }
    return deselect(dev, status);
}

/* Bytes from the card-specific data register (specification, section 5.3). */
static uint64_t size_from_csd(const uint8_t *csd)
{
    if (csd[0] >> 6 == 1) {
        const uint32_t units = (csd[7] & 0x3fU) << 16 | (uint32_t)csd[8] << 8 | csd[9];
        return ((uint64_t)units + 1) << 19;
    }
    const uint32_t count = ((csd[6] & 3U) << 10 | (uint32_t)csd[7] << 2 | csd[8] >> 6) + 1;
    const unsigned factor = ((csd[9] & 3U) << 1 | csd[10] >> 7) + 2;
    return ((uint64_t)count << factor) << (csd[5] & 0xf);
}

/* Measures the card: finds the first block that it rejects, by bisection of all addresses. A block
 * with an uncorrectable error counts as existing. */
static int measure(const struct sd_spi *dev, uint32_t step, uint64_t *size)
{
    uint64_t blocks = 0;
    uint64_t end = UINT32_MAX / step + UINT64_C(1);
    while (blocks < end) {
        const uint64_t middle = blocks + (end - blocks) / 2;
        const int status =
            read_packet(dev, CMD_READ_BLOCK, (uint32_t)middle * step, NULL, BLOCK_SIZE);
        if (status == HAL_OK || status == HAL_ERR_CORRUPT) {
            blocks = middle + 1;
        } else if (status > 0 && (status & ~(R1_ADDRESS | R1_PARAMETER)) == 0) {
            end = middle;
        } else {
            return error_of(status);
        }
    }
    *size = blocks * BLOCK_SIZE;
    return blocks != 0 ? HAL_OK : HAL_ERR_IO;
}

static int turn_checksums_on(const struct sd_spi *dev)
{
    return command(dev, CMD_CRC_ON_OFF, 1, NULL, 0);
}

/* QEMU 10.0's card rejects the mandatory SEND_CSD as illegal. It also sets the error in R1 of the
 * next command, so send one. */
static int find_size(const struct sd_spi *dev, uint32_t step, uint64_t *size)
{
    uint8_t csd[CSD_SIZE];
    const int status = read_packet(dev, CMD_SEND_CSD, 0, csd, sizeof(csd));
    if (status == R1_ILLEGAL) {
        const int r1 = turn_checksums_on(dev);
        return r1 < 0 ? r1 : measure(dev, step, size);
    }
    if (status == HAL_OK) {
        *size = size_from_csd(csd) / BLOCK_SIZE * BLOCK_SIZE;
    }
    return error_of(status);
}

/* The same card also rejects the mandatory SEND_STATUS, and QEMU prints a warning. */
static int find_status(const struct sd_spi *dev)
{
    uint8_t more;
    const int r1 = command(dev, CMD_SEND_STATUS, 0, &more, 1);
    dev->state->tells_status = r1 >= 0 && (r1 & R1_ILLEGAL) == 0;
    return r1 < 0 ? r1 : HAL_OK;
}

static int identify(const struct sd_spi *dev)
{
    uint8_t ocr[4];
    uint64_t size = 0;
    int status = error_of(command(dev, CMD_READ_OCR, 0, ocr, sizeof(ocr)));
    if (status == HAL_OK) {
        status = error_of(turn_checksums_on(dev));
    }
    if (status < 0) {
        return status;
    }
    const uint32_t step = (ocr[0] & (OCR_HIGH_CAPACITY >> 24)) != 0 ? 1 : BLOCK_SIZE;
    status = find_size(dev, step, &size);
    if (status == HAL_OK) {
        status = find_status(dev);
    }
    if (status < 0) {
        return status;
    }
    if (size / BLOCK_SIZE > UINT32_MAX / step + UINT64_C(1)) {
        return HAL_ERR_UNSUPPORTED; /* beyond the range of a command's address */
    }
    dev->state->address_step = step;
    dev->state->geometry = (struct hal_block_geometry){
        .size = size,
        .program_unit = BLOCK_SIZE,
        .erase_unit = BLOCK_SIZE,
        .read_unit = BLOCK_SIZE,
        .erased_value = ERASED_VALUE,
    };
    return HAL_OK;
}

static int open(const struct hal_block *block)
{
    const struct sd_spi *dev = device(block);
    *dev->state = (struct sd_spi_state){.max_hz = START_HZ};
    int status = reset(dev);
    if (status == HAL_OK) {
        status = check_voltage(dev);
    }
    if (status >= 0) {
        status = start(dev, status != 0);
    }
    if (status == HAL_OK) {
        dev->state->max_hz = UINT32_MAX;
        status = identify(dev);
    }
    return status;
}

static const struct hal_block_geometry *geometry(const struct hal_block *block)
{
    return &device(block)->state->geometry;
}

static uint32_t address_of(const struct sd_spi *dev, uint64_t offset)
{
    return (uint32_t)(offset / BLOCK_SIZE) * dev->state->address_step;
}

static int read(const struct hal_block *block, uint64_t offset, void *data, size_t size)
{
    const struct sd_spi *dev = device(block);
    uint8_t *to = (uint8_t *)data;
    int status = hal_block_check(&dev->state->geometry, offset, size, BLOCK_SIZE);
    for (size_t done = 0; done < size && status == HAL_OK; done += BLOCK_SIZE) {
        const uint32_t address = address_of(dev, offset + done);
        status = error_of(read_packet(dev, CMD_READ_BLOCK, address, to + done, BLOCK_SIZE));
    }
    return status;
}

/* Sends a data packet and waits until the card has stored it. */
static int send_packet(const struct sd_spi *dev, const uint8_t *data)
{
    const uint16_t crc = crc16(data, BLOCK_SIZE);
    const uint8_t head[2] = {LINE_IDLE, TOKEN_START};
    const uint8_t sum[2] = {(uint8_t)(crc >> 8), (uint8_t)crc};
    int status = transfer(dev, head, NULL, sizeof(head));
    if (status == HAL_OK) {
        status = transfer(dev, data, NULL, BLOCK_SIZE);
    }
    if (status == HAL_OK) {
        status = transfer(dev, sum, NULL, sizeof(sum));
    }
    if (status < 0) {
        return status;
    }
    const int response = next_byte(dev);
    const int busy = wait_line(dev, true);
    if (response < 0 || busy < 0) {
        return response < 0 ? response : busy;
    }
    if ((response & RESPONSE_MASK) == RESPONSE_BAD_CRC) {
        return HAL_ERR_CORRUPT;
    }
    return (response & RESPONSE_MASK) == RESPONSE_ACCEPTED ? HAL_OK : HAL_ERR_IO;
}

static int write_block(const struct sd_spi *dev, uint32_t address, const uint8_t *data)
{
    uint8_t more;
    int status = select(dev);
    if (status < 0) {
        return status;
    }
    status = error_of(send_command(dev, CMD_WRITE_BLOCK, address));
    if (status == HAL_OK) {
        status = send_packet(dev, data);
    }
    status = deselect(dev, status);
    if (status == HAL_OK && dev->state->tells_status) {
        const int r1 = command(dev, CMD_SEND_STATUS, 0, &more, 1);
        status = r1 == 0 && more != 0 ? HAL_ERR_IO : error_of(r1);
    }
    return status;
}

static int program(const struct hal_block *block, uint64_t offset, const void *data, size_t size)
{
    const struct sd_spi *dev = device(block);
    const uint8_t *from = (const uint8_t *)data;
    int status = hal_block_check(&dev->state->geometry, offset, size, BLOCK_SIZE);
    for (size_t done = 0; done < size && status == HAL_OK; done += BLOCK_SIZE) {
        status = write_block(dev, address_of(dev, offset + done), from + done);
    }
    return status;
}

static int erase(const struct hal_block *block, uint64_t offset, uint64_t size)
{
    const struct sd_spi *dev = device(block);
    int status = hal_block_check(&dev->state->geometry, offset, size, BLOCK_SIZE);
    for (uint64_t done = 0; done < size && status == HAL_OK; done += BLOCK_SIZE) {
        status = write_block(dev, address_of(dev, offset + done), NULL);
    }
    return status;
}

const struct hal_block_ops sd_spi_ops = {
    .open = open,
    .geometry = geometry,
    .read = read,
    .program = program,
    .erase = erase,
};
