/* SPDX-License-Identifier: MIT */
/*
 * Changes that need no room.
 *
 * dtb_writer_open has checked the tree, and each change keeps it valid. The cursor checks all the
 * same, so a node that is out of date does not lead outside the blob.
 */
#include "write.h"

#include <string.h>

static int begin(struct dtb_writer *writer, void *blob, size_t capacity)
{
    struct dtb *const tree = &writer->tree;

    writer->blob = (unsigned char *)blob;
    writer->capacity = capacity < UINT32_MAX ? (uint32_t)capacity : UINT32_MAX;
    if (tree->reservations > tree->structure ||
        tree->structure + tree->structure_size > tree->strings) {
        return dtb_fail(tree, HAL_ERR_UNSUPPORTED, "blocks are not in the usual order",
                        DTB_AT_STRUCTURE);
    }
    return HAL_OK;
}

int dtb_writer_open(struct dtb_writer *writer, void *blob, size_t capacity)
{
    int status = dtb_open(&writer->tree, blob, capacity);

    if (status == HAL_OK) {
        status = begin(writer, blob, capacity);
    }
    if (status == HAL_OK) {
        status = dtb_walk(&writer->tree, NULL, 0, NULL);
    }
    return status;
}

int dtb_writer_continue(struct dtb_writer *writer, const struct dtb *tree, void *blob,
                        size_t capacity)
{
    writer->tree = *tree;
    if (tree->root_end == 0 || blob != tree->blob || capacity < tree->total_size) {
        return HAL_ERR_INVALID;
    }
    return begin(writer, blob, capacity);
}

int dtb_enter(struct dtb_writer *writer, const struct dtb_node *node, struct dtb_cursor *cursor)
{
    const struct dtb *const tree = &writer->tree;
    const uint32_t offset = node->offset - tree->structure;

    if (offset >= tree->structure_size || offset % DTB_CELL != 0) {
        return HAL_ERR_INVALID;
    }
    dtb_cursor_start(cursor, &writer->tree);
    cursor->position = node->offset;
    return dtb_next(cursor) == DTB_NODE && cursor->offset == node->offset ? HAL_OK
                                                                          : HAL_ERR_INVALID;
}

int dtb_seek(struct dtb_cursor *cursor, const char *name, uint32_t *end)
{
    int event;

    do {
        *end = cursor->position;
        event = dtb_next(cursor);
        if (event == DTB_PROPERTY && dtb_is_same(cursor->property.name, name)) {
            return HAL_OK;
        }
    } while (event == DTB_PROPERTY);
    return event < 0 ? HAL_ERR_INVALID : HAL_ERR_ABSENT;
}

/* Finds a property. */
static int find(struct dtb_writer *writer, const struct dtb_node *node, const char *name,
                struct dtb_cursor *cursor)
{
    uint32_t end;
    const int status = dtb_enter(writer, node, cursor);

    return status == HAL_OK ? dtb_seek(cursor, name, &end) : status;
}

static void fill_with_nops(struct dtb_writer *writer, uint32_t from, uint32_t to)
{
    for (; from < to; from += DTB_CELL) {
        dtb_store(writer->blob + from, DTB_TOKEN_NOP);
    }
}

int dtb_nop_node(struct dtb_writer *writer, const struct dtb_node *node)
{
    struct dtb_cursor cursor;
    int event;

    if (node->depth == 0 || dtb_enter(writer, node, &cursor) != HAL_OK) {
        return HAL_ERR_INVALID;
    }
    do {
        event = dtb_next(&cursor);
    } while (event > DTB_END && cursor.depth > 0);
    if (event < 0) {
        return HAL_ERR_INVALID;
    }
    fill_with_nops(writer, node->offset, cursor.position);
    return HAL_OK;
}

int dtb_nop_property(struct dtb_writer *writer, const struct dtb_node *node, const char *name)
{
    struct dtb_cursor cursor;
    const int status = find(writer, node, name, &cursor);

    if (status == HAL_OK) {
        fill_with_nops(writer, cursor.offset, cursor.position);
    }
    return status;
}

int dtb_set_property(struct dtb_writer *writer, const struct dtb_node *node, const char *name,
                     const void *value, size_t size)
{
    struct dtb_cursor cursor;
    const int status = find(writer, node, name, &cursor);

    if (status != HAL_OK) {
        return status;
    }
    if (size != cursor.property.size) {
        return HAL_ERR_INVALID;
    }
    if (size != 0) {
        memmove(writer->blob + (cursor.property.value - writer->tree.blob), value, size);
    }
    return HAL_OK;
}

int dtb_set_u32(struct dtb_writer *writer, const struct dtb_node *node, const char *name,
                uint32_t value)
{
    unsigned char cell[DTB_CELL];

    dtb_store(cell, value);
    return dtb_set_property(writer, node, name, cell, sizeof(cell));
}
