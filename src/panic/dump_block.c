/* SPDX-License-Identifier: MIT */
/*
 * The dump of REPORT block: the frames go to a medium, and a later boot reads them.
 *
 * The medium is erased before the first frame and programmed from low to high. The frames number
 * their pieces from 0 up to a last one without bytes. So what a power failure leaves of an old or a
 * new dump is not whole, whenever it happens.
 */
#include "dump_block.h"
#include "dump.h"

#include <rt/console.h>
#include <rt/dump.h>
#include <rt/frame.h>

#include <stdbool.h>

static struct {
    uint32_t at;   /* From the dump's offset on, where the buffer goes. */
    uint32_t held; /* Bytes in the buffer. */
    bool is_open;  /* The dump has begun, and nothing has failed. */
} output;

static void program(void)
{
    const struct rt_dump_block *const place = &rt_dump_block;

    output.is_open = output.at + place->buffer_size <= place->size &&
                     hal_block_program(place->block, place->offset + output.at, place->buffer,
                                       place->buffer_size) == HAL_OK;
    output.at += place->buffer_size;
    output.held = 0;
}

/* A fault in here leaves it closed. */
static void begin(void)
{
    const struct rt_dump_block *const place = &rt_dump_block;

    output.is_open = false;
    output.at = 0;
    output.held = 0;
    output.is_open = hal_block_erase(place->block, place->offset, place->size) == HAL_OK;
}

void rti_dump_write(const char *text, size_t size)
{
    /* The number has been counted when the piece is written. */
    if (rti_panic_dump[DUMP_FIELD_pieces] == 1) {
        begin();
    }
    for (size_t i = 0; i < size && output.is_open; i++) {
        rt_dump_block.buffer[output.held++] = (uint8_t)text[i];
        if (output.held == rt_dump_block.buffer_size) {
            program();
        }
    }
}

void rti_dump_drain(void)
{
    rt_console_drain();
    if (output.is_open && output.held > 0) {
        while (output.held < rt_dump_block.buffer_size) {
            rt_dump_block.buffer[output.held++] =
                hal_block_get_geometry(rt_dump_block.block)->erased_value;
        }
        program();
    }
}

/* A dump as it is read. */
struct stored {
    struct rt_frame_reader reader;
    unsigned char payload[DUMP_HEADER(sizeof(long)) + DUMP_PIECE(sizeof(long))];
    uint32_t pieces;
    bool is_whole;
    bool is_damaged;
};

static void take_piece(struct stored *stored)
{
    const uint32_t number = stored->payload[0] | (uint32_t)stored->payload[1] << 8;

    if (stored->reader.kind != RT_FRAME_PANIC || number != stored->pieces++) {
        stored->is_damaged = true;
    }
    stored->is_whole = !stored->is_damaged && stored->reader.size == DUMP_HEADER(sizeof(long));
}

/* Reads up to the end of the dump. Returns its size, 0 if it is not whole, or an error. */
static int measure(struct stored *stored)
{
    const struct rt_dump_block *const place = &rt_dump_block;

    for (uint32_t at = 0; at < place->size; at += place->buffer_size) {
        const int status =
            hal_block_read(place->block, place->offset + at, place->buffer, place->buffer_size);
        if (status < 0) {
            return status;
        }
        for (uint32_t i = 0; i < place->buffer_size; i++) {
            const enum rt_frame_event event = rt_frame_read(&stored->reader, place->buffer[i]);
            if (event == RT_FRAME_WHOLE) {
                take_piece(stored);
            }
            if (stored->is_whole) {
                return (int)(at + i + 1);
            }
            if (event == RT_FRAME_DAMAGED || stored->reader.text_size > 0 || stored->is_damaged) {
                return 0;
            }
        }
    }
    return 0;
}

static int send(uint32_t size)
{
    const struct rt_dump_block *const place = &rt_dump_block;

    for (uint32_t at = 0; at < size; at += place->buffer_size) {
        const uint32_t left = size - at;
        const int status =
            hal_block_read(place->block, place->offset + at, place->buffer, place->buffer_size);
        if (status < 0) {
            return status;
        }
        rt_console_write((const char *)place->buffer,
                         left < place->buffer_size ? left : place->buffer_size);
    }
    return 1;
}

int rt_dump_send(void)
{
    struct stored stored = {.is_whole = false};

    rt_frame_reader_start(&stored.reader, stored.payload, sizeof(stored.payload));
    const int size = measure(&stored);
    return size > 0 ? send((uint32_t)size) : size;
}

int rt_dump_erase(void)
{
    return hal_block_erase(rt_dump_block.block, rt_dump_block.offset, rt_dump_block.size);
}
