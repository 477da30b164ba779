/* SPDX-License-Identifier: MIT */
/*
 * Reads frames, byte by byte. Also compiled into host programs.
 *
 * The rest of a damaged frame is dropped up to the first byte that no frame has, which is text. An
 * ESC may already begin the next frame. The ESC \ that a damaged frame leaves behind is dropped
 * too.
 */
#include "frame.h"

enum state {
    IN_TEXT,
    AFTER_ESCAPE, /* in text */
    IN_KIND,
    IN_LENGTH,
    IN_PAYLOAD,
    IN_CHECK,
    AT_END,
    AFTER_END, /* the ESC of the end */
    IN_DAMAGED /* the rest of a damaged frame */
};

void rt_frame_reader_start(struct rt_frame_reader *reader, void *payload, size_t capacity)
{
    *reader = (struct rt_frame_reader){
        .payload = (unsigned char *)payload, .capacity = capacity, .state = IN_TEXT};
}

static void give(struct rt_frame_reader *reader, unsigned char byte)
{
    reader->text[reader->text_size++] = (char)byte;
}

static enum rt_frame_event drop(struct rt_frame_reader *reader)
{
    reader->damaged++;
    reader->state = IN_DAMAGED;
    reader->is_after_damage = true;
    return RT_FRAME_DAMAGED;
}

static void read_text(struct rt_frame_reader *reader, unsigned char byte)
{
    if (byte == FRAME_ESCAPE) {
        reader->state = AFTER_ESCAPE;
    } else {
        give(reader, byte);
    }
}

static void read_damaged(struct rt_frame_reader *reader, unsigned char byte)
{
    if ((unsigned)byte - FRAME_FIRST >= FRAME_VALUES) {
        reader->state = IN_TEXT;
        read_text(reader, byte);
    }
}

static void read_escaped(struct rt_frame_reader *reader, unsigned char byte)
{
    const bool is_rest = reader->is_after_damage && byte == FRAME_CLOSE;

    reader->is_after_damage = false;
    if (byte == FRAME_OPEN) {
        reader->state = IN_KIND;
        return;
    }
    reader->state = IN_TEXT;
    if (!is_rest) {
        give(reader, FRAME_ESCAPE);
        read_text(reader, byte);
    }
}

static void expect(struct rt_frame_reader *reader, enum state state, size_t characters)
{
    reader->state = (unsigned char)state;
    reader->left = (uint16_t)characters;
    reader->bits = 0;
    reader->bit_count = 0;
}

static bool take_length(struct rt_frame_reader *reader)
{
    reader->length = reader->bits;
    reader->size = 0;
    reader->check = frame_check_of_header(reader->kind, reader->length);
    if (reader->length > reader->capacity || reader->length > RT_FRAME_PAYLOAD_MAX) {
        return false;
    }
    if (reader->length == 0) {
        expect(reader, IN_CHECK, FRAME_CHECK_CHARACTERS);
    } else {
        expect(reader, IN_PAYLOAD, RT_FRAME_SIZE(reader->length) - RT_FRAME_OVERHEAD);
    }
    return true;
}

static void take_payload(struct rt_frame_reader *reader)
{
    if (reader->bit_count < 8) {
        return;
    }
    reader->bit_count -= 8;
    const unsigned char byte = (unsigned char)(reader->bits >> reader->bit_count);
    reader->bits &= (1U << reader->bit_count) - 1;
    reader->check = frame_add_to_check(reader->check, byte);
    reader->payload[reader->size++] = byte;
}

/* The last character of a part has been read; false if the part is wrong. */
static bool end_part(struct rt_frame_reader *reader)
{
    switch (reader->state) {
    case IN_LENGTH:
        return take_length(reader);
    case IN_PAYLOAD:
        if (reader->bits != 0) {
            return false;
        }
        expect(reader, IN_CHECK, FRAME_CHECK_CHARACTERS);
        return true;
    default:
        reader->state = AT_END;
        return reader->bits == reader->check;
    }
}

/* A character of the length, the payload or the check; false if it is none. */
static bool read_character(struct rt_frame_reader *reader, unsigned char byte)
{
    const unsigned value = (unsigned)byte - FRAME_FIRST;

    if (value >= FRAME_VALUES) {
        return false;
    }
    reader->bits = reader->bits << FRAME_BITS | value;
    reader->bit_count += FRAME_BITS;
    if (reader->state == IN_PAYLOAD) {
        take_payload(reader);
    }
    return --reader->left > 0 || end_part(reader);
}

/* A byte of a frame; false if it can't be one. */
static bool read_inside(struct rt_frame_reader *reader, unsigned char byte)
{
    switch (reader->state) {
    case IN_KIND:
        reader->kind = (char)byte;
        expect(reader, IN_LENGTH, FRAME_LENGTH_CHARACTERS);
        return frame_is_kind(byte);
    case AT_END:
        reader->state = AFTER_END;
        return byte == FRAME_ESCAPE;
    default:
        return read_character(reader, byte);
    }
}

enum rt_frame_event rt_frame_read(struct rt_frame_reader *reader, unsigned char byte)
{
    reader->text_size = 0;
    switch (reader->state) {
    case IN_TEXT:
        read_text(reader, byte);
        return RT_FRAME_NOTHING;
    case AFTER_ESCAPE:
        read_escaped(reader, byte);
        return RT_FRAME_NOTHING;
    case IN_DAMAGED:
        read_damaged(reader, byte);
        return RT_FRAME_NOTHING;
    case AFTER_END:
        if (byte == FRAME_CLOSE) {
            reader->state = IN_TEXT;
            return RT_FRAME_WHOLE;
        }
        drop(reader);
        reader->state = AFTER_ESCAPE;
        if (byte != FRAME_ESCAPE) {
            read_escaped(reader, byte);
        }
        return RT_FRAME_DAMAGED;
    default:
        if (read_inside(reader, byte)) {
            return RT_FRAME_NOTHING;
        }
        drop(reader);
        read_damaged(reader, byte);
        return RT_FRAME_DAMAGED;
    }
}

enum rt_frame_event rt_frame_reader_finish(struct rt_frame_reader *reader)
{
    const unsigned char state = reader->state;
    const bool is_inside = state != IN_TEXT && state != AFTER_ESCAPE && state != IN_DAMAGED;

    reader->text_size = 0;
    if (state == AFTER_ESCAPE) {
        give(reader, FRAME_ESCAPE);
    } else if (is_inside) {
        drop(reader);
    }
    reader->state = IN_TEXT;
    return is_inside ? RT_FRAME_DAMAGED : RT_FRAME_NOTHING;
}
