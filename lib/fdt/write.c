/* SPDX-License-Identifier: MIT */
/*
 * Changes that need no room.
 *
 * dtb_writer_open has checked the tree, and each change keeps it valid. The cursor checks all the
 * same, so a node that is out of date does not lead outside the blob.
 */
#include "write.h"

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
    unsigned char *at = writer->blob + from;
    unsigned char *const end = writer->blob + to;

    if (dtb_is_quick(&writer->tree)) {
        for (; at < end; at += DTB_CELL) {
            dtb_set_word(at, DTB_LOADED(DTB_TOKEN_NOP));
        }
    }
    for (; at < end; at += DTB_CELL) {
        dtb_store(at, DTB_TOKEN_NOP);
    }
}

/* Where a node without subnodes ends, of which all is simple; NULL if it is not. */
static const unsigned char *end_quickly(const struct dtb *tree, const struct dtb_node *node)
{
    const unsigned char *const last = dtb_last_property(tree);
    struct dtb_passed passed;

    if (!dtb_is_quick(tree) || node->offset % DTB_CELL != 0 ||
        node->offset - tree->structure >= tree->structure_size) {
        return NULL;
    }
    const unsigned char *at = tree->blob + node->offset;
    if (at > last || dtb_word(at) != DTB_LOADED(DTB_TOKEN_BEGIN_NODE)) {
        return NULL;
    }
    at = dtb_nul_word(at + DTB_CELL, last) + DTB_CELL;
    if (at > last) {
        return NULL;
    }
    while (dtb_pass_property(tree->strings_size, &at, last, &passed)) {
    }
    return dtb_word(at) == DTB_LOADED(DTB_TOKEN_END_NODE) ? at + DTB_CELL : NULL;
}

/* Where a node ends; 0 if there is none. */
static uint32_t find_end(struct dtb_writer *writer, const struct dtb_node *node)
{
    struct dtb_cursor cursor;
    const unsigned char *const end = end_quickly(&writer->tree, node);
    int event;

    if (end != NULL) {
        return (uint32_t)(end - writer->tree.blob);
    }
    if (dtb_enter(writer, node, &cursor) != HAL_OK) {
        return 0;
    }
    do {
        event = dtb_next(&cursor);
    } while (event > DTB_END && cursor.depth > 0);
    return event < 0 ? 0 : cursor.position;
}

int dtb_nop_node(struct dtb_writer *writer, const struct dtb_node *node)
{
    const uint32_t end = node->depth == 0 ? 0 : find_end(writer, node);

    if (end == 0) {
        return HAL_ERR_INVALID;
    }
    fill_with_nops(writer, node->offset, end);
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

/* The value may be in the blob. A memmove for it is 400 bytes in some libraries. */
static void move(unsigned char *to, const unsigned char *from, size_t size)
{
    for (size_t i = 0; to < from && i < size; i++) {
        to[i] = from[i];
    }
    while (to > from && size > 0) {
        size--;
        to[size] = from[size];
    }
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
    move(writer->blob + (cursor.property.value - writer->tree.blob), (const unsigned char *)value,
         size);
    return HAL_OK;
}

int dtb_set_u32(struct dtb_writer *writer, const struct dtb_node *node, const char *name,
                uint32_t value)
{
    unsigned char cell[DTB_CELL];

    dtb_store(cell, value);
    return dtb_set_property(writer, node, name, cell, sizeof(cell));
}
