/* SPDX-License-Identifier: MIT */
/* Reads records from bytes, any of which may be lost or wrong. */
#include "log_wire.h"

#include "base/frame.h"

#include <string.h>

enum {
    CHECK_SIZE = 2,
};

bool log_wire_begins(unsigned char byte)
{
    return byte >= RTI_LOG_MARKER_VALUE;
}

static bool has_size(const struct log_wire *wire)
{
    return wire->bytes[0] >= RTI_LOG_MARKER_WORDS;
}

/* The number of bytes of the record, as far as it is known. */
static size_t expected(const struct log_wire *wire)
{
    if (!has_size(wire)) {
        return 1 + 2 + (wire->bytes[0] - (size_t)RTI_LOG_MARKER_VALUE) + CHECK_SIZE;
    }
    return wire->count < 2 ? 2 : 2 + (size_t)wire->bytes[1] + CHECK_SIZE;
}

static uint32_t number(const unsigned char *bytes, unsigned count)
{
    uint32_t value = 0;
    for (unsigned i = 0; i < count; i++) {
        value |= (uint32_t)bytes[i] << 8 * i;
    }
    return value;
}

static uint32_t word(const unsigned char *bytes, unsigned length)
{
    unsigned shift = 32 - 8 * length;
    return (uint32_t)((int32_t)(number(bytes, length) << shift) >> shift);
}

static bool read_words(const unsigned char *at, const unsigned char *end, struct log_record *record)
{
    while (at < end) {
        unsigned lengths = *at++;
        for (unsigned i = 0; i < 4 && at < end; i++, lengths >>= 2) {
            unsigned length = (lengths & 3) + 1;
            if (end - at < (int)length || record->count == LOG_WIRE_WORDS) {
                return false;
            }
            record->words[record->count++] = word(at, length);
            at += length;
        }
    }
    return true;
}

/* Reads what the check has found right. */
static bool read_record(const struct log_wire *wire, struct log_record *record)
{
    const unsigned char *at = wire->bytes + 1 + has_size(wire);
    const unsigned char *end = wire->bytes + wire->count - CHECK_SIZE;
    const unsigned char marker = wire->bytes[0];
    *record = (struct log_record){.is_timed = marker == RTI_LOG_MARKER_TIMED};
    if (marker == RTI_LOG_MARKER_FULL && end - at >= 4) {
        record->origin = *at & ~(unsigned)RTI_LOG_ORIGIN_TIMED;
        record->is_timed = (*at & RTI_LOG_ORIGIN_TIMED) != 0;
        record->site = number(at + 1, 3);
        at += 4;
    } else if (marker != RTI_LOG_MARKER_FULL && end - at >= 2) {
        record->site = number(at, 2) * RTI_LOG_SITE_UNIT;
        at += 2;
    } else {
        return false;
    }
    if (record->is_timed && end - at >= 4) {
        record->time = number(at, 4);
        at += 4;
    }
    if (has_size(wire)) {
        return read_words(at, end, record);
    }
    record->count = end > at;
    record->words[0] = end > at ? word(at, (unsigned)(end - at)) : 0;
    return true;
}

static bool check_is(const struct log_wire *wire, uint16_t check)
{
    for (size_t i = 0; i < wire->count - CHECK_SIZE; i++) {
        check = frame_add_to_check(check, wire->bytes[i]);
    }
    return check == number(wire->bytes + wire->count - CHECK_SIZE, CHECK_SIZE);
}

enum log_wire_event log_wire_take(struct log_wire *wire, unsigned char byte,
                                  struct log_record *record)
{
    wire->bytes[wire->count++] = byte;
    if (has_size(wire) && wire->count == 2 && byte > RTI_LOG_WIRE_MAX) {
        return LOG_WIRE_TEXT;
    }
    if (wire->count < expected(wire)) {
        return LOG_WIRE_NOTHING;
    }
    if (!read_record(wire, record)) {
        return LOG_WIRE_TEXT;
    }
    if (check_is(wire, record->site == 0 ? RTI_LOG_POSITION_CHECK : wire->check)) {
        return LOG_WIRE_RECORD;
    }
    return wire->other != wire->check && check_is(wire, wire->other) ? LOG_WIRE_OTHER
                                                                     : LOG_WIRE_TEXT;
}
