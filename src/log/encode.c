/* SPDX-License-Identifier: MIT */
/*
 * Writes records as they travel on a console; see wire.h. Also compiled into host tests.
 */
#include "wire.h"

#include "base/frame.h"

#include <rt/detail/log_header.h>

enum {
    LARGEST_SHORT_SITE = 0xffff * RTI_LOG_SITE_UNIT,
};

/* Stores four bytes, of which the first @p count belong to the record. */
static unsigned char *put(unsigned char *end, uint32_t value, unsigned count)
{
    end[0] = (unsigned char)value;
    end[1] = (unsigned char)(value >> 8);
    end[2] = (unsigned char)(value >> 16);
    end[3] = (unsigned char)(value >> 24);
    return end + count;
}

/* The number of bytes from which sign extension gives the word back. */
static unsigned length_of(uint32_t word)
{
    const int32_t value = (int32_t)word;

    return 1U + (value != (int8_t)value) + (value != (int16_t)value) +
           (value != (int32_t)(word << 8) >> 8);
}

static unsigned char *put_words(unsigned char *end, const uint32_t *words, unsigned count)
{
    unsigned char *lengths = end;
    unsigned shift = 0;

    for (; count > 0; count--, words++) {
        const unsigned length = length_of(*words);
        if (shift % 8 == 0) {
            lengths = end++;
            *lengths = 0;
            shift = 0;
        }
        *lengths |= (unsigned char)((length - 1) << shift);
        shift += 2;
        end = put(end, *words, length);
    }
    return end;
}

/* What precedes the words; leaves the size to the caller. Sets *size to where it belongs. */
static unsigned char *put_head(unsigned char *wire, uint32_t header, unsigned words,
                               unsigned origin, unsigned char **size)
{
    const uint32_t site = header & RTI_LOG_SITE_MASK;
    const unsigned is_timed = (header & RTI_LOG_TIMED) != 0;

    if (origin == 0 && site != 0 && site <= LARGEST_SHORT_SITE) {
        unsigned char *end = wire + 1;
        wire[0] = RTI_LOG_MARKER_VALUE;
        if (is_timed || words > 1) {
            wire[0] = is_timed ? RTI_LOG_MARKER_TIMED : RTI_LOG_MARKER_WORDS;
            *size = end++;
        }
        return put(end, site / RTI_LOG_SITE_UNIT, 2);
    }
    wire[0] = RTI_LOG_MARKER_FULL;
    *size = wire + 1;
    wire[2] = (unsigned char)(origin | (is_timed ? RTI_LOG_ORIGIN_TIMED : 0));
    return put(wire + 3, site, 3);
}

size_t rti_log_encode(const uint32_t *record, unsigned origin, uint16_t check, unsigned char *wire)
{
    const uint32_t *word = record + 1;
    unsigned words = record[0] >> RTI_LOG_WORDS_SHIFT;
    const bool is_timed = (record[0] & RTI_LOG_TIMED) != 0 && words >= 2;
    unsigned char *size = NULL;

    words -= is_timed ? 2 : 0;
    unsigned char *end = put_head(wire, record[0], words, origin, &size);
    if (is_timed) {
        end = put(end, word[0], 4);
        word += 2;
    }
    unsigned char *const first = end;
    if (size != NULL) {
        end = put_words(end, word, words);
        *size = (unsigned char)(end - size - 1);
    } else if (words > 0) {
        end = put(end, *word, length_of(*word));
        wire[0] = (unsigned char)(RTI_LOG_MARKER_VALUE + (end - first));
    }
    for (const unsigned char *byte = wire; byte < end; byte++) {
        check = frame_add_to_check(check, *byte);
    }
    return (size_t)(put(end, check, 2) - wire);
}
