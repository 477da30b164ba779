/* SPDX-License-Identifier: MIT */
/* A buffer with the test machine's tree and some room, for the tests of the writer of lib/fdt. */
#ifndef FDT_BUFFER_H
#define FDT_BUFFER_H

#include "fdt_tree.h"

#include <fdt/values.h>
#include <fdt/write.h>

enum {
    ROOM = 512
};

struct buffer {
    struct dtb_writer writer;
    unsigned char *bytes;
    unsigned char *before;
    size_t size; /* of the blob, before changes */
    size_t capacity;
};

/* Opens the test machine in a buffer with some room. */
static inline void open_machine(struct buffer *buffer, size_t room)
{
    struct tree tree;

    make_machine(&tree);
    buffer->size = tree.size;
    buffer->capacity = tree.size + room;
    buffer->bytes = (unsigned char *)malloc(buffer->capacity);
    buffer->before = (unsigned char *)malloc(buffer->capacity);
    memset(buffer->bytes, 0x5a, buffer->capacity);
    memcpy(buffer->bytes, tree.blob, tree.size);
    memcpy(buffer->before, buffer->bytes, buffer->capacity);
    free(tree.blob);
    assert_int_equal(dtb_writer_open(&buffer->writer, buffer->bytes, buffer->capacity), HAL_OK);
}

static inline void close_buffer(struct buffer *buffer)
{
    free(buffer->bytes);
    free(buffer->before);
}

static inline struct dtb_node find(struct buffer *buffer, const char *path)
{
    struct dtb_node node = {0};
    assert_int_equal(dtb_find_path(&buffer->writer.tree, path, &node), HAL_OK);
    return node;
}

static inline bool is_unchanged(const struct buffer *buffer)
{
    return memcmp(buffer->bytes, buffer->before, buffer->capacity) == 0;
}

/* The tree that was kept must be the one that a reader finds. */
static inline void reopen(struct buffer *buffer)
{
    const struct dtb kept = buffer->writer.tree;
    assert_int_equal(dtb_writer_open(&buffer->writer, buffer->bytes, buffer->capacity), HAL_OK);
    assert_int_equal(buffer->writer.tree.total_size, kept.total_size);
    assert_int_equal(buffer->writer.tree.structure, kept.structure);
    assert_int_equal(buffer->writer.tree.structure_size, kept.structure_size);
    assert_int_equal(buffer->writer.tree.strings, kept.strings);
    assert_int_equal(buffer->writer.tree.strings_size, kept.strings_size);
    assert_int_equal(buffer->writer.tree.reservation_count, kept.reservation_count);
}

#endif
