/* SPDX-License-Identifier: MIT */
/*
 * The format of frames, for those who write and read them; see rt/frame.h.
 */
#ifndef FRAME_H
#define FRAME_H

/* For assembly too. FRAME_FIRST is the character for six zero bits. */
#define FRAME_ESCAPE            0x1b
#define FRAME_OPEN              '_'
#define FRAME_CLOSE             '\\'
#define FRAME_FIRST             '!'
#define FRAME_BITS              6
#define FRAME_VALUES            (1 << FRAME_BITS)
#define FRAME_LENGTH_CHARACTERS 2
#define FRAME_CHECK_CHARACTERS  3

#ifndef __ASSEMBLER__

#include <rt/frame.h>

/* CRC-16/CCITT by halves of a byte: as small as bit by bit, and needs no table. */
static inline uint16_t frame_add_to_check(uint16_t check, unsigned char byte)
{
    unsigned sum = check >> 8 ^ byte;

    sum ^= sum >> 4;
    return (uint16_t)((unsigned)check << 8 ^ sum << 12 ^ sum << 5 ^ sum);
}

static inline uint16_t frame_check_of_header(char kind, size_t size)
{
    const unsigned char header[] = {(unsigned char)kind, (unsigned char)(size >> 8),
                                    (unsigned char)size};
    uint16_t check = 0xffff;

    for (size_t i = 0; i < sizeof(header); i++) {
        check = frame_add_to_check(check, header[i]);
    }
    return check;
}

static inline bool frame_is_kind(unsigned char byte)
{
    return (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

#endif

#endif
