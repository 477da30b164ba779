/* SPDX-License-Identifier: MIT */
/** @file
 * Frames: checked binary data on a console, between the text.
 *
 * A panic dump, a test's order and its verdict travel in frames. Firmware and host programs compile
 * the same src/base/frame_*.c, which need no memory but their caller's. Log records (rt/log.h) have
 * a denser form, src/log/wire.h.
 *
 *     struct { uint64_t address; unsigned char bytes[256]; } piece = {.address = 0x80000000};
 *     rt_console_write_frame(RT_FRAME_PANIC, &piece, sizeof(piece));
 *
 *     unsigned char payload[RT_FRAME_PAYLOAD_MAX];
 *     struct rt_frame_reader reader;
 *     rt_frame_reader_start(&reader, payload, sizeof(payload));
 *     const int byte = rt_console_read();
 *     if (rt_frame_read(&reader, (unsigned char)byte) == RT_FRAME_WHOLE) {
 *         rt_console_write(&reader.kind, 1);
 *     }
 *     rt_console_write(reader.text, reader.text_size);
 *
 * A frame is an application program command (APC) of ECMA-48, 8.3.2. Terminals don't show it:
 *
 *   ESC _ kind length length payload... check check check ESC \
 *
 * The kind is a character of enum rt_frame_kind. Each other character between the marks has six
 * bits, as the character '!' + bits. Numbers are big-endian: the length has 12 bits, the check 18.
 * Payload bytes are a string of bits, first bit first, with zeros at the end of the last character.
 * The check is CRC-16 (polynomial 0x1021, initially 0xffff) of the kind, the length as two bytes,
 * and the payload.
 *
 * ESC begins nothing inside a frame, so a reader that has lost its place finds it at the next one.
 * A frame that is cut off, has a lost, doubled or changed byte, or has text in it is damaged. It is
 * dropped and counted. A frame contains no space, lower-case letter or control character. The first
 * of these ends a damaged frame and is text again. Begin a text with a newline if it may follow an
 * unfinished frame, as a panic report does.
 *
 * Nothing is repeated or acknowledged here. A frame that must arrive needs a protocol above.
 */
#ifndef RT_FRAME_H
#define RT_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a frame is. The digits '0' to '9' are the application's, other capital letters Rivet's. */
enum rt_frame_kind {
    RT_FRAME_PANIC = 'P',   /**< A piece of a panic dump. */
    RT_FRAME_READY = 'R',   /**< Test firmware asks for an order: "version number build-id". */
    RT_FRAME_ORDER = 'O',   /**< The answer, to the target: "number case token". */
    RT_FRAME_START = 'S',   /**< A test case begins: "token case". */
    RT_FRAME_VERDICT = 'V', /**< It has ended: "token pass|fail|skip reason". */
    RT_FRAME_AGAIN = 'A',   /**< The case restarts the firmware, which then asks again: empty. */
    RT_FRAME_EXIT = 'X',    /**< The run ends with this exit status, a decimal number. */
};

enum {
    RT_FRAME_PAYLOAD_MAX = 1024, /**< Most bytes of a payload. */
    RT_FRAME_OVERHEAD = 10       /**< Bytes of a frame without payload. */
};

/** Bytes of a frame with a payload of @p size bytes. */
#define RT_FRAME_SIZE(size) (RT_FRAME_OVERHEAD + ((size) * 4 + 2) / 3)

/** Receives the next @p size characters of a frame. */
typedef void rt_frame_put(void *context, const char *text, size_t size);

/**
 * Writes a frame to @p put, in pieces of 64 characters and a last one. A frame of up to 40 bytes of
 * payload is one piece, so other output does not get into it. Has no state between calls, and needs
 * no initialised memory. Callable from any context in which @p put may be called.
 *
 * @return false, without a call of @p put, if the kind is neither a capital letter nor a digit, or
 * @p size is above RT_FRAME_PAYLOAD_MAX.
 */
bool rt_frame_write(rt_frame_put *put, void *context, char kind, const void *payload, size_t size);

/** What has ended with a byte. */
enum rt_frame_event {
    RT_FRAME_NOTHING, /**< No frame. */
    RT_FRAME_WHOLE,   /**< A frame: kind, payload and size of the reader are valid. */
    RT_FRAME_DAMAGED, /**< A frame that was dropped. */
};

/** Separates frames from text. */
struct rt_frame_reader {
    unsigned char *payload;  /**< The caller's buffer. */
    size_t size;             /**< Bytes of payload in it. */
    uint32_t damaged;        /**< Number of damaged frames so far. */
    char kind;               /**< enum rt_frame_kind, or a kind that is not known here. */
    unsigned char text_size; /**< 0 to 2: how many bytes of text the last call has set. */
    char text[2];            /**< Text. In a call with an event, it comes after the frame. */

    unsigned char state;  /**< Internal: the part of the frame that comes next. */
    bool is_after_damage; /**< Internal: an end mark would be a damaged frame's. */
    uint16_t check;       /**< Internal: of the bytes so far. */
    uint16_t left;        /**< Internal: characters until the end of the part. */
    uint32_t bits;        /**< Internal: bits that are not bytes yet. */
    unsigned bit_count;   /**< Internal: their number. */
    size_t length;        /**< Internal: of the whole payload. */
    size_t capacity;      /**< Internal: of the caller's buffer. */
};

/**
 * Prepares a reader. Frames with a payload of more than @p capacity bytes count as damaged.
 *
 * @p payload must exist as long as the reader is used.
 */
void rt_frame_reader_start(struct rt_frame_reader *reader, void *payload, size_t capacity);

/**
 * Takes the next byte of the console. Also sets text and text_size: all text passes through there,
 * one byte late after an ESC. Callable from anywhere; one context at a time for each reader.
 */
enum rt_frame_event rt_frame_read(struct rt_frame_reader *reader, unsigned char byte);

/** Ends the input: an unfinished frame is damaged, an ESC becomes text. Sets text and text_size. */
enum rt_frame_event rt_frame_reader_finish(struct rt_frame_reader *reader);

#ifdef __cplusplus
}
#endif

#endif
