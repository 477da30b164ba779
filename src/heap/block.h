/* SPDX-License-Identifier: MIT */
/*
 * The layout of the heap's memory, and the primitive operations on it.
 *
 * A block's address is that of its payload, a multiple of 16. Its header is the 32-bit word before
 * that. A block's size counts from header to header, so a payload of n bytes needs a size of n + 4,
 * rounded up to a multiple of 16. A region is a sequence of blocks and an end marker, the header of
 * a used block of size 0. Two adjacent blocks are never both free.
 *
 *     header   payload                                   header of the next block
 *     [ word ] [ prev | next | ...            | header ] [ word ]     a free block
 *     [ word ] [ payload of the user                   ] [ word ]     a used block
 *
 * Bits 31..10 of a header are the size in units of 16 bytes. Bit 9 is set if the block is free, bit
 * 8 if the preceding block is free; they are never both set. Bits 7..0 guard the header. In a used
 * block they are the seal, the low byte of (size ^ address) / 16. A write past the end of the
 * preceding block destroys the seal first; a random word passes with probability 1/256. In a free
 * block they are a constant, and the header is repeated at the block's end.
 *
 * Links are distances in bytes from the control block, so they take 4 bytes on rv64 too. Link 0,
 * the control block itself, ends a list. The control block's first two words double as a dummy
 * node, so unlinking needs no branch. Likewise, the head of a list acts as a block whose next is
 * the list's member of first[].
 */
#ifndef HEAP_BLOCK_H
#define HEAP_BLOCK_H

#include <rt/heap.h>

#define HEAP_INLINE    static inline __attribute__((always_inline))
#define HEAP_OUTLINE   __attribute__((noinline))
#define HEAP_COLD      __attribute__((cold, noinline))
#define HEAP_LIKELY(x) __builtin_expect(!!(x), 1)

/* A payload may have held objects of any type, so its words may alias anything. */
typedef uint32_t __attribute__((may_alias)) heap_word;

/* At the start of a free block. */
struct __attribute__((may_alias)) heap_links {
    int32_t prev;
    int32_t next;
};

enum {
    HEAP_UNIT = RT_HEAP_ALIGNMENT,
    HEAP_HEADER = sizeof(heap_word),
    HEAP_PREV_FREE = 1 << 8,
    HEAP_FREE = 1 << 9,
    HEAP_FLAGS = 0x3ff,      /* everything except the size */
    HEAP_FREE_FLAGS = 0x2f5, /* the flags of every free block */
    HEAP_SIZE_SHIFT = 10,    /* position of the size, in units */
    HEAP_SMALL = 1024,       /* every size below this has its own class */
    HEAP_MAP_BITS = 8 * sizeof(unsigned long),
    HEAP_FAST = HEAP_MAP_BITS * HEAP_UNIT, /* the map's first word has the classes below this */
    HEAP_MAP_WORDS = RT_HEAP_CLASSES / HEAP_MAP_BITS,
    HEAP_LOOKS = 4, /* blocks to try in a class where some may be too small */
};

/* The largest request for which no computed size overflows. */
#define HEAP_REQUEST_MAX (RT_HEAP_REGION_MAX - 2 * HEAP_UNIT)

/* Fill patterns of checked heaps: freed memory and freshly allocated memory. */
#define HEAP_FREED_WORD 0xdfdfdfdfU
#define HEAP_FRESH_WORD 0xa7a7a7a7U

/** Whether @p block is within @p region. */
HEAP_INLINE bool heap_within(struct rt_heap_region region, uintptr_t block)
{
    return block - region.first < region.bytes;
}

HEAP_INLINE heap_word *heap_header(uintptr_t block)
{
    return (heap_word *)(block - HEAP_HEADER);
}

/** The copy of the header at the end of the free block before @p block. */
HEAP_INLINE heap_word *heap_header_before(uintptr_t block)
{
    return (heap_word *)(block - HEAP_HEADER - sizeof(heap_word));
}

HEAP_INLINE size_t heap_size(uint32_t header)
{
    return (size_t)(header >> HEAP_SIZE_SHIFT) * HEAP_UNIT;
}

HEAP_INLINE bool heap_is_free(uint32_t header)
{
    return (header & HEAP_FLAGS) == HEAP_FREE_FLAGS;
}

/** Returns 0 if the used @p block's @p header has the right seal. */
HEAP_INLINE uint32_t heap_seal_error(uintptr_t block, uint32_t header)
{
    return (header ^ header >> HEAP_SIZE_SHIFT ^ (uint32_t)(block / HEAP_UNIT)) & 0xff;
}

HEAP_INLINE bool heap_is_sealed(uintptr_t block, uint32_t header)
{
    return heap_seal_error(block, header) == 0;
}

/** Whether @p header is plausible for the used @p block in @p region. */
HEAP_INLINE bool heap_is_used(struct rt_heap_region region, uintptr_t block, uint32_t header)
{
    size_t size = heap_size(header);

    /* A size of 0 is the end marker or zeroed memory. */
    return (heap_seal_error(block, header) | (header & HEAP_FREE)) == 0 && size != 0 &&
           block + size - region.first <= region.bytes;
}

HEAP_INLINE void heap_set_used(uintptr_t block, size_t size, uint32_t prev_free)
{
    size_t header = size << (HEAP_SIZE_SHIFT - 4) | ((size ^ block) / HEAP_UNIT & 0xff);

    *heap_header(block) = (uint32_t)header | prev_free;
}

/** The size of a block that can hold @p request bytes, at most HEAP_REQUEST_MAX. */
HEAP_INLINE size_t heap_size_for(size_t request)
{
    return (request + HEAP_HEADER + HEAP_UNIT - 1) & ~(size_t)(HEAP_UNIT - 1);
}

/* Links are signed because regions may be on either side of the control block. */
HEAP_INLINE struct heap_links *heap_linked(const struct rt_heap *heap, intptr_t link)
{
    return (struct heap_links *)((uintptr_t)heap + (uintptr_t)link);
}

HEAP_INLINE struct heap_links *heap_links(uintptr_t block)
{
    return (struct heap_links *)block;
}

HEAP_INLINE int32_t heap_link(const struct rt_heap *heap, uintptr_t block)
{
    return (int32_t)(block - (uintptr_t)heap);
}

/** The link to the head of a list, which acts as a block. */
HEAP_INLINE int32_t heap_head_link(size_t class)
{
    return (int32_t)(class * sizeof(int32_t) - offsetof(struct heap_links, next));
}

extern const uint8_t rti_heap_bit_numbers_64[64], rti_heap_bit_numbers_32[32];

/**
 * The number of the only set bit of @p bit. Uses a multiplication because the base ISA has no ctz.
 */
HEAP_INLINE size_t heap_bit_number(unsigned long bit)
{
    if (sizeof(bit) == 8) {
        return rti_heap_bit_numbers_64[(uint64_t)bit * 0x03f79d71b4cb0a89 >> 58];
    }
    return rti_heap_bit_numbers_32[(uint32_t)bit * (uint32_t)0x077cb531 >> 27];
}

/**
 * The shift that reduces @p units, at least 64, to 8 to 15: each octave of sizes has eight classes.
 */
HEAP_INLINE size_t heap_class_shift(size_t units)
{
    size_t shift = 3;

    if (!HEAP_LIKELY(units < 1 << 14)) {
        units >>= 8;
        shift += 8;
    }
    if (units >= 1 << 10) {
        units >>= 4;
        shift += 4;
    }
    if (units >= 1 << 8) {
        units >>= 2;
        shift += 2;
    }
    return units < 1 << 7 ? shift : shift + 1;
}

HEAP_INLINE size_t heap_class_large(size_t size)
{
    size_t units = size / HEAP_UNIT;
    size_t shift = heap_class_shift(units);

    return (units >> shift) + 8 * shift + 32;
}

HEAP_INLINE size_t heap_class_small(size_t size)
{
    return size / HEAP_UNIT;
}

/** The class of free blocks of @p size. */
HEAP_INLINE size_t heap_class(size_t size)
{
    return size < HEAP_SMALL ? heap_class_small(size) : heap_class_large(size);
}

/** Inserts the free @p block at the front of the list of @p class. The caller updates the map. */
HEAP_INLINE void heap_link_in(struct rt_heap *heap, uintptr_t block, size_t class)
{
    size_t offset = class * sizeof(int32_t);
    int32_t *first = (int32_t *)((uintptr_t)heap + offset);
    intptr_t next = *first;
    int32_t link = heap_link(heap, block);

    *first = link;
    heap_links(block)->prev = (int32_t)(offset - offsetof(struct heap_links, next));
    heap_links(block)->next = (int32_t)next;
    heap_linked(heap, next)->prev = link;
}

/**
 * Unlinks the free @p block from its list. If the list is then empty, clears its bit in the map.
 *
 * @param map The caller's working copy of heap->map[0].
 * @return the updated value.
 */
HEAP_INLINE unsigned long heap_unlink(struct rt_heap *heap, uintptr_t block, unsigned long map)
{
    intptr_t prev = heap_links(block)->prev;
    intptr_t next = heap_links(block)->next;

    heap_linked(heap, prev)->next = (int32_t)next;
    heap_linked(heap, next)->prev = (int32_t)prev;
    if (next != 0) {
        return map;
    }
    /* prev is now either 4 * (class - 1), i.e. a list head, or a block link. */
    if (HEAP_LIKELY((uintptr_t)prev < (HEAP_MAP_BITS - 1) * sizeof(int32_t))) {
        return map ^ 2UL << (uintptr_t)prev / sizeof(int32_t);
    }
    if ((uintptr_t)prev < (RT_HEAP_CLASSES - 1) * sizeof(int32_t)) {
        size_t class = (uintptr_t)prev / sizeof(int32_t) + 1;

        heap->map[class / HEAP_MAP_BITS] ^= 1UL << class % HEAP_MAP_BITS;
    }
    return map;
}

/**
 * Makes @p block a free block of @p size and inserts it into its list. Its neighbours must be used
 * blocks with correct headers.
 *
 * @param map The value of heap->map[0] without this block.
 */
HEAP_INLINE void heap_insert_free(struct rt_heap *heap, uintptr_t block, size_t size,
                                  unsigned long map)
{
    uint32_t header = (uint32_t)(size << (HEAP_SIZE_SHIFT - 4)) + HEAP_FREE_FLAGS;

    *heap_header(block) = header;
    *heap_header_before(block + size) = header;
    if (HEAP_LIKELY(size < HEAP_FAST)) {
        size_t class = heap_class_small(size);

        heap_link_in(heap, block, class);
        heap->map[0] = map | 1UL << class;
    } else {
        size_t class = heap_class(size);

        heap_link_in(heap, block, class);
        heap->map[0] = map;
        heap->map[class / HEAP_MAP_BITS] |= 1UL << class % HEAP_MAP_BITS;
    }
}

/** Whether the header of the free @p block is intact. */
HEAP_INLINE bool heap_is_whole(uintptr_t block, uint32_t header)
{
    return heap_is_free(header) && *heap_header_before(block + heap_size(header)) == header;
}

/** The lowest bit of @p map from bit @p from on, as a mask; 0 if there is none. */
HEAP_INLINE unsigned long heap_lowest_bit(unsigned long map, size_t from)
{
    map &= ~0UL << from % HEAP_MAP_BITS;
    return map & (0 - map);
}

/**
 * Frees the used @p block and merges it with free neighbours. The caller has verified its header;
 * this verifies the neighbours'.
 *
 * @param merged Set to the free block that then contains @p block.
 * @return false if a neighbour is damaged.
 */
HEAP_INLINE bool heap_coalesce(struct rt_heap *heap, uintptr_t block, uint32_t header,
                               uintptr_t *merged)
{
    size_t size = heap_size(header);
    uintptr_t next = block + size;
    uint32_t next_header = *heap_header(next);
    unsigned long map = heap->map[0];

    heap->used -= size;
    heap->frees++;
    if (heap_is_free(next_header)) {
        size += heap_size(next_header);
        if (*heap_header_before(block + size) != next_header) {
            return false;
        }
        map = heap_unlink(heap, next, map);
    } else {
        if (!heap_is_sealed(next, next_header)) {
            return false;
        }
        *heap_header(next) = next_header ^ HEAP_PREV_FREE;
    }
    if ((header & HEAP_PREV_FREE) == 0) {
        heap_insert_free(heap, block, size, map);
        *merged = block;
        return true;
    }
    uint32_t prev_header = *heap_header_before(block);
    size_t before = heap_size(prev_header);
    uintptr_t prev = block - before;

    if (*heap_header(prev) != prev_header) {
        return false;
    }
    /* Keep the old header, marked as free, inside the free block to detect a double free. */
    *heap_header(block) = header ^ HEAP_FREE;
    map = heap_unlink(heap, prev, map);
    heap_insert_free(heap, prev, size + before, map);
    *merged = prev;
    return true;
}

HEAP_INLINE void heap_count_used(struct rt_heap *heap, size_t size)
{
    size_t used = heap->used + size;

    heap->used = used;
    if (used > heap->peak) {
        heap->peak = used;
    }
}

#endif
