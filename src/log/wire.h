/* SPDX-License-Identifier: MIT */
/*
 * How a record travels on a console, between text. Also compiled into host tools.
 *
 * A record begins with a byte that no UTF-8 text has, the marker. What follows it:
 *
 *   0xf8 to 0xfc   site (2), value (0 to 4: the marker less 0xf8), check (2)
 *   0xfd           size (1), site (2), words, check (2)
 *   0xfe           size (1), site (2), time (4), words, check (2)
 *   0xff           size (1), origin (1), site (3), [time (4)], words, check (2)
 *
 * Numbers are little-endian. The size is that of all between it and the check. A site of two bytes
 * is divided by 8, and its hart is number 0. The time is the low word; a position has the high one.
 * Origin is the hart's number, plus 0x40 if the record is of an earlier run, plus 0x80 if a time
 * follows.
 *
 * A word is sent as its lowest 1 to 4 bytes, from which sign extension gives it back. A value is a
 * word; a record without arguments has none. Words are preceded, four at a time, by a byte with
 * their lengths less 1: two bits each, the first word's the lowest.
 *
 * The check is CRC-16 (polynomial 0x1021) from the marker to the last word. It begins with the
 * first two bytes of the build id, so a record of another build is not taken for one of this.
 *
 * A position has site 0 and the words: number of the hart's next record, high word of its time,
 * first four bytes of the build id. Its check begins with 0xffff. It comes before the first record,
 * after records that were lost, and whenever the high word changes. So the receiver knows how many
 * records of each hart it has missed, on the way too.
 */
#ifndef LOG_WIRE_H
#define LOG_WIRE_H

#include <stddef.h>
#include <stdint.h>

enum {
    RTI_LOG_SITE_UNIT = 8, /* a site of two bytes is divided by this */
    RTI_LOG_MARKER_VALUE = 0xf8,
    RTI_LOG_MARKER_WORDS = 0xfd,
    RTI_LOG_MARKER_TIMED = 0xfe,
    RTI_LOG_MARKER_FULL = 0xff,
    RTI_LOG_ORIGIN_HART = 0x0f,
    RTI_LOG_ORIGIN_EARLIER = 0x40,
    RTI_LOG_ORIGIN_TIMED = 0x80,
    RTI_LOG_WIRE_MAX = 232, /* bytes of a record, and some that encoding needs */
    RTI_LOG_POSITION_WORDS = 3,
    RTI_LOG_POSITION_CHECK = 0xffff,
};

/** Writes a record to @p wire, of RTI_LOG_WIRE_MAX bytes, and returns the number of bytes. @p
 * origin is without RTI_LOG_ORIGIN_TIMED. @p check is what the check begins with. */
size_t rti_log_encode(const uint32_t *record, unsigned origin, uint16_t check, unsigned char *wire);

#endif
