/* SPDX-License-Identifier: MIT */
/*
 * Writes frames. All state is on the stack. Also compiled into host programs.
 */
#include "frame.h"

enum {
    PIECE = 64
};

struct writer {
    rt_frame_put *put;
    void *context;
    size_t used;
    char piece[PIECE];
};

static void write_character(struct writer *writer, char c)
{
    writer->piece[writer->used++] = c;
    if (writer->used == PIECE) {
        writer->put(writer->context, writer->piece, PIECE);
        writer->used = 0;
    }
}

/* Writes @p count characters for the last bits of @p number. */
static void write_number(struct writer *writer, uint32_t number, unsigned count)
{
    while (count > 0) {
        count--;
        write_character(writer,
                        (char)(FRAME_FIRST + (number >> count * FRAME_BITS) % FRAME_VALUES));
    }
}

/* Three bytes are four characters. Fewer are one character more than bytes, padded with zeros. */
static uint16_t write_bytes(struct writer *writer, uint16_t check, const unsigned char *bytes,
                            size_t size)
{
    uint32_t bits = 0;
    unsigned count = 0;

    for (size_t i = 0; i < size; i++) {
        check = frame_add_to_check(check, bytes[i]);
        bits = bits << 8 | bytes[i];
        if (++count == 3) {
            write_number(writer, bits, 4);
            bits = 0;
            count = 0;
        }
    }
    if (count > 0) {
        write_number(writer, bits << (FRAME_BITS - 2 * count), count + 1);
    }
    return check;
}

bool rt_frame_write(rt_frame_put *put, void *context, char kind, const void *payload, size_t size)
{
    struct writer writer;

    if (!frame_is_kind((unsigned char)kind) || size > RT_FRAME_PAYLOAD_MAX) {
        return false;
    }
    writer.put = put;
    writer.context = context;
    writer.used = 0;
    write_character(&writer, FRAME_ESCAPE);
    write_character(&writer, FRAME_OPEN);
    write_character(&writer, kind);
    write_number(&writer, (uint32_t)size, FRAME_LENGTH_CHARACTERS);
    const uint16_t check = write_bytes(&writer, frame_check_of_header(kind, size), payload, size);
    write_number(&writer, check, FRAME_CHECK_CHARACTERS);
    write_character(&writer, FRAME_ESCAPE);
    write_character(&writer, FRAME_CLOSE);
    if (writer.used > 0) {
        put(context, writer.piece, writer.used);
    }
    return true;
}
