/* SPDX-License-Identifier: MIT */
/*
 * See <hal/record.h>. A slot is a header of four little-endian words (mark, sequence number, size,
 * checksum of everything else) and the content. The newest slot has the higher sequence number,
 * compared modulo 2^32.
 */
#include <hal/record.h>
#include <limits.h>
#include <string.h>

enum {
    MARK = 0x43455252, /* "RREC" */
    AT_MARK = 0,
    AT_SEQUENCE = 4,
    AT_SIZE = 8,
    AT_CHECKSUM = 12,
    SLOTS = 2,
    NO_SLOT = -1,
};

static uint32_t get_word(const uint8_t *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static void put_word(uint8_t *at, uint32_t word)
{
    for (unsigned i = 0; i < 4; i++) {
        at[i] = (uint8_t)(word >> (8 * i));
    }
}

/* CRC-32 (IEEE 802.3), continued from @p crc. */
static uint32_t checksum(uint32_t crc, const uint8_t *data, uint32_t size)
{
    crc = ~crc;
    for (uint32_t i = 0; i < size; i++) {
        crc ^= data[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc >> 1) ^ (0xedb88320U & (0U - (crc & 1)));
        }
    }
    return ~crc;
}

static uint32_t image_checksum(const uint8_t *image)
{
    const uint32_t crc = checksum(0, image, AT_CHECKSUM);
    return checksum(crc, image + HAL_RECORD_OVERHEAD, get_word(image + AT_SIZE));
}

static int check_place(const struct hal_record *r)
{
    const struct hal_block_geometry *g = hal_block_get_geometry(r->block);
    if (g->size == 0 || r->buffer_size < HAL_RECORD_OVERHEAD || r->buffer_size > r->slot_size ||
        r->buffer_size > INT_MAX ||
        ((r->buffer_size & (g->program_unit - 1)) | (r->buffer_size & (g->read_unit - 1))) != 0) {
        return HAL_ERR_INVALID;
    }
    const uint64_t both = SLOTS * (uint64_t)r->slot_size;
    return hal_block_check(g, r->offset, both, g->erase_unit) == HAL_OK &&
                   (r->slot_size & (g->erase_unit - 1)) == 0
               ? HAL_OK
               : HAL_ERR_INVALID;
}

static uint64_t slot_offset(const struct hal_record *r, int slot)
{
    return r->offset + (slot != 0 ? r->slot_size : 0);
}

/* Reads a slot into the buffer, and retries once. Otherwise a transient fault could make the older
 * slot the newest. */
static int read_image(const struct hal_record *r, int slot)
{
    const uint64_t offset = slot_offset(r, slot);
    const int status = hal_block_read(r->block, offset, r->buffer, r->buffer_size);
    return status == HAL_ERR_CORRUPT || status == HAL_ERR_IO
               ? hal_block_read(r->block, offset, r->buffer, r->buffer_size)
               : status;
}

/* Reads a slot into the buffer. Returns 1 if it is valid, 0 if not, or an error. */
static int read_slot(const struct hal_record *r, int slot)
{
    const int status = read_image(r, slot);
    if (status < 0) {
        /* A power failure may leave a block with a wrong checksum of the storage itself. */
        return status == HAL_ERR_CORRUPT ? 0 : status;
    }
    return get_word(r->buffer + AT_MARK) == MARK &&
           get_word(r->buffer + AT_SIZE) <= r->buffer_size - HAL_RECORD_OVERHEAD &&
           get_word(r->buffer + AT_CHECKSUM) == image_checksum(r->buffer);
}

/* Finds the newest valid slot, or NO_SLOT, and its sequence number. An I/O error in one slot may be
 * the result of a power failure, which leaves the other slot valid. */
static int find_newest(const struct hal_record *r, int *newest, uint32_t *sequence)
{
    *newest = NO_SLOT;
    *sequence = 0;
    int failure = HAL_OK;
    for (int slot = 0; slot < SLOTS; slot++) {
        const int whole = read_slot(r, slot);
        if (whole < 0 && whole != HAL_ERR_IO) {
            return whole;
        }
        failure = whole < 0 ? whole : failure;
        const uint32_t number = get_word(r->buffer + AT_SEQUENCE);
        if (whole > 0 && (*newest == NO_SLOT || (int32_t)(number - *sequence) > 0)) {
            *newest = slot;
            *sequence = number;
        }
    }
    return *newest == NO_SLOT ? failure : HAL_OK;
}

int hal_record_load(const struct hal_record *record, void *data, size_t size)
{
    int newest;
    uint32_t sequence;
    int status = check_place(record);
    if (status == HAL_OK) {
        status = find_newest(record, &newest, &sequence);
    }
    if (status < 0) {
        return status;
    }
    status = newest != NO_SLOT ? read_slot(record, newest) : 0;
    if (status <= 0) {
        return status < 0 ? status : HAL_ERR_CORRUPT;
    }
    const uint32_t have = get_word(record->buffer + AT_SIZE);
    memcpy(data, record->buffer + HAL_RECORD_OVERHEAD, have < size ? have : size);
    return (int)have;
}

static void make_image(const struct hal_record *r, uint32_t sequence, const void *data,
                       uint32_t size)
{
    memset(r->buffer, 0, r->buffer_size);
    memcpy(r->buffer + HAL_RECORD_OVERHEAD, data, size);
    put_word(r->buffer + AT_MARK, MARK);
    put_word(r->buffer + AT_SEQUENCE, sequence);
    put_word(r->buffer + AT_SIZE, size);
    put_word(r->buffer + AT_CHECKSUM, image_checksum(r->buffer));
}

int hal_record_store(const struct hal_record *record, const void *data, size_t size)
{
    int newest;
    uint32_t sequence;
    int status = check_place(record);
    if (status == HAL_OK && size > record->buffer_size - HAL_RECORD_OVERHEAD) {
        status = HAL_ERR_INVALID;
    }
    if (status == HAL_OK) {
        status = find_newest(record, &newest, &sequence);
    }
    if (status < 0) {
        return status;
    }
    const int slot = newest == 0 ? 1 : 0;
    status = hal_block_erase(record->block, slot_offset(record, slot), record->slot_size);
    if (status == HAL_OK) {
        make_image(record, sequence + 1, data, (uint32_t)size);
        status = hal_block_program(record->block, slot_offset(record, slot), record->buffer,
                                   record->buffer_size);
    }
    if (status == HAL_OK) {
        const int whole = read_slot(record, slot);
        status = whole > 0 ? HAL_OK : (whole < 0 ? whole : HAL_ERR_CORRUPT);
    }
    return status;
}
