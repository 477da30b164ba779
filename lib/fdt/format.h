/* SPDX-License-Identifier: MIT */
/*
 * The flattened format (Devicetree Specification v0.4, 5.2 to 5.4), and what the files of this
 * folder share.
 *
 * Numbers are read byte by byte, so a blob may have any alignment.
 */
#ifndef DTB_FORMAT_H
#define DTB_FORMAT_H

#include <fdt/cursor.h>
#include <fdt/read.h>

#define DTB_MAGIC UINT32_C(0xd00dfeed)

/* Offsets in the header. */
enum {
    DTB_AT_MAGIC = 0,
    DTB_AT_TOTAL_SIZE = 4,
    DTB_AT_STRUCTURE = 8,
    DTB_AT_STRINGS = 12,
    DTB_AT_RESERVATIONS = 16,
    DTB_AT_VERSION = 20,
    DTB_AT_LAST_COMPATIBLE = 24,
    DTB_AT_BOOT_HART = 28,
    DTB_AT_STRINGS_SIZE = 32,
    DTB_AT_STRUCTURE_SIZE = 36,
    DTB_HEADER_SIZE = 40
};

enum {
    DTB_VERSION = 17,
    DTB_RESERVATION_SIZE = 16, /* of an entry */
    DTB_CELL = 4,
    DTB_PROPERTY_HEADER = 12 /* token, size, offset of the name */
};

enum {
    DTB_TOKEN_BEGIN_NODE = 1,
    DTB_TOKEN_END_NODE = 2,
    DTB_TOKEN_PROPERTY = 3,
    DTB_TOKEN_NOP = 4,
    DTB_TOKEN_END = 9
};

enum {
    DTB_DEFAULT_ADDRESS_CELLS = 2, /* 2.3.5 of the specification */
    DTB_DEFAULT_SIZE_CELLS = 1,
    DTB_CELLS_MAX = 4,
    DTB_CELLS_UNKNOWN = 255 /* #address-cells or #size-cells has a value that is none */
};

static inline uint32_t dtb_load(const unsigned char *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static inline uint64_t dtb_load_pair(const unsigned char *bytes)
{
    return (uint64_t)dtb_load(bytes) << 32 | dtb_load(bytes + DTB_CELL);
}

static inline void dtb_store(unsigned char *bytes, uint32_t value)
{
    bytes[0] = (unsigned char)(value >> 24);
    bytes[1] = (unsigned char)(value >> 16);
    bytes[2] = (unsigned char)(value >> 8);
    bytes[3] = (unsigned char)value;
}

/* Four bytes that are aligned, as this machine loads and stores them. */
typedef uint32_t __attribute__((may_alias)) dtb_cell;

static inline size_t dtb_word(const void *bytes)
{
    return *(const dtb_cell *)bytes;
}

static inline void dtb_set_word(void *bytes, uint32_t word)
{
    *(dtb_cell *)bytes = word;
}

/*
 * The first of some words, from the aligned @p at on, that has a byte that is 0; @p end if none
 * has. Of most words the first test is enough, for a byte of 0 or one that is not ASCII.
 */
static inline const unsigned char *dtb_nul_word(const unsigned char *at, const unsigned char *end)
{
    for (;; at += DTB_CELL) {
        while (at < end && ((dtb_word(at) - 0x01010101U) & 0x80808080U) == 0) {
            at += DTB_CELL;
        }
        if (at >= end || ((dtb_word(at) - 0x01010101U) & ~dtb_word(at) & 0x80808080U) != 0) {
            return at;
        }
    }
}

/* A token as it is loaded, on a little-endian machine. */
#define DTB_LOADED(token) ((uint32_t)(token) << 24)

/* Whether the blob may be read by dtb_pass_property. */
static inline bool dtb_is_quick(const struct dtb *tree)
{
    return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && (uintptr_t)tree->blob % DTB_CELL == 0;
}

/* The number in the low half of a cell that was loaded as it is. GCC would make of the two shifts a
 * swap of a dozen instructions. */
static inline size_t dtb_low_half(size_t loaded)
{
    size_t high = loaded >> 8 & 0xff00;

    __asm__("" : "+r"(high));
    return high | loaded >> 24;
}

/* A property that dtb_pass_property has passed. */
struct dtb_passed {
    const unsigned char *header;
    size_t place; /* of the name in the strings block */
    size_t size;  /* of the value, behind the header */
};

/* The end of the structure block less a property's header: no simple one begins behind it. */
static inline const unsigned char *dtb_last_property(const struct dtb *tree)
{
    return tree->blob + tree->structure + tree->structure_size - DTB_PROPERTY_HEADER;
}

/*
 * Passes a simple property at @p at, which is not behind @p last (dtb_last_property). Returns false
 * in front of anything else: dtb_next says what it is. Simple are properties with less than 256
 * bytes and a name in the first 64 KiB of the strings, behind which another could begin.
 */
static inline bool dtb_pass_property(size_t strings_size, const unsigned char **at,
                                     const unsigned char *last, struct dtb_passed *passed)
{
    enum {
        BITS = 8 * sizeof(size_t)
    };
    const unsigned char *const header = *at;

    if (dtb_word(header) != DTB_LOADED(DTB_TOKEN_PROPERTY)) {
        return false;
    }
    const size_t size = dtb_word(header + DTB_CELL);
    const size_t name = dtb_word(header + 2 * DTB_CELL);
    if ((size << (BITS - 24) | name << (BITS - 16)) != 0) {
        return false;
    }
    passed->header = header;
    passed->size = size >> 24;
    passed->place = dtb_low_half(name);
    const unsigned char *const behind =
        header + ((passed->size + DTB_PROPERTY_HEADER + DTB_CELL - 1) & ~(size_t)(DTB_CELL - 1));
    if (behind > last || passed->place >= strings_size) {
        return false;
    }
    *at = behind;
    return true;
}

/* Rounds up to whole cells. The caller knows that it does not overflow. */
static inline uint32_t dtb_align(uint32_t size)
{
    return (size + DTB_CELL - 1) & ~(uint32_t)(DTB_CELL - 1);
}

/* Stores what is wrong with the blob, and returns the status. */
static inline int dtb_fail(struct dtb *tree, int status, const char *error, uint32_t offset)
{
    tree->error = error;
    tree->error_offset = offset;
    return status;
}

/* Puts a cursor behind the beginning of a node that has been read. */
void dtb_cursor_start_at(struct dtb_cursor *cursor, struct dtb *tree, uint32_t properties);

/* Whether both are the same string. */
static inline bool dtb_is_same(const char *one, const char *other)
{
    while (*one != '\0' && *one == *other) {
        one++;
        other++;
    }
    return *one == *other;
}

#endif
