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

static inline uint32_t dtb_word(const void *bytes)
{
    return *(const dtb_cell *)bytes;
}

static inline void dtb_set_word(void *bytes, uint32_t word)
{
    *(dtb_cell *)bytes = word;
}

/* Whether one of the next four bytes may be 0: one is, or they are not aligned. */
static inline bool dtb_may_have_nul(const char *string)
{
    if ((uintptr_t)string % DTB_CELL != 0) {
        return true;
    }
    const uint32_t bytes = dtb_word(string);
    return ((bytes - 0x01010101U) & ~bytes & 0x80808080U) != 0;
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
static inline uint32_t dtb_low_half(uint32_t loaded)
{
    uint32_t high = loaded >> 8 & 0xff00;

    __asm__("" : "+r"(high));
    return high | loaded >> 24;
}

/*
 * Passes a property at @p at, whose value is then @p size bytes before the aligned @p at, and whose
 * name is at @p name in the strings block. Returns false in front of anything else, and of what is
 * not simple: dtb_next says what it is. @p last is the end of the structure block less the size of
 * a property's header.
 */
static inline bool dtb_pass_property(const struct dtb *tree, const unsigned char **at,
                                     const unsigned char *last, uint32_t *name, uint32_t *size)
{
    const unsigned char *const header = *at;

    if (header > last || dtb_word(header) != DTB_LOADED(DTB_TOKEN_PROPERTY)) {
        return false;
    }
    const uint32_t loaded_size = dtb_word(header + DTB_CELL);
    const uint32_t loaded_name = dtb_word(header + 2 * DTB_CELL);
    if (((loaded_size | loaded_name) & 0xffff) != 0) {
        return false;
    }
    *size = dtb_low_half(loaded_size);
    *name = dtb_low_half(loaded_name);
    *at = header + DTB_PROPERTY_HEADER + ((*size + DTB_CELL - 1) & ~(uint32_t)(DTB_CELL - 1));
    if (*at > last + DTB_PROPERTY_HEADER || *name >= tree->strings_size) {
        *at = header;
        return false;
    }
    return true;
}

/* Where dtb_pass_property must stop. */
static inline const unsigned char *dtb_last_property(const struct dtb *tree)
{
    return tree->blob + tree->structure + tree->structure_size - DTB_PROPERTY_HEADER;
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
