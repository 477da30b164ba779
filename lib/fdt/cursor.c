/* SPDX-License-Identifier: MIT */
/*
 * Passes the tokens of the structure block (5.4 of the specification).
 *
 * The block's size is a multiple of 4 and each token takes whole cells, so what is left of the
 * block is whole cells too. Rounding up a size that fits can't exceed it.
 */
#include "format.h"

static uint32_t left(const struct dtb_cursor *cursor)
{
    return cursor->tree->structure + cursor->tree->structure_size - cursor->position;
}

static int fail(struct dtb_cursor *cursor, int status, const char *error)
{
    cursor->position = cursor->offset;
    return dtb_fail(cursor->tree, status, error, cursor->offset);
}

static int corrupt(struct dtb_cursor *cursor, const char *error)
{
    return fail(cursor, HAL_ERR_CORRUPT, error);
}

static int begin_node(struct dtb_cursor *cursor)
{
    const char *const name = (const char *)cursor->tree->blob + cursor->position;
    const uint32_t size = left(cursor);
    uint32_t length = 0;

    if (cursor->depth == 0 && cursor->has_root) {
        return corrupt(cursor, "a second root");
    }
    if (cursor->depth == DTB_DEPTH_MAX) {
        return fail(cursor, HAL_ERR_UNSUPPORTED, "nested too deep");
    }
    while (length < size && name[length] != '\0') {
        length++;
    }
    if (length == size) {
        return corrupt(cursor, "a node's name has no end");
    }
    cursor->name = name;
    cursor->position += dtb_align(length + 1);
    cursor->depth++;
    cursor->has_root = true;
    cursor->takes_properties = true;
    return DTB_NODE;
}

static int take_property(struct dtb_cursor *cursor)
{
    const struct dtb *const tree = cursor->tree;
    const unsigned char *const header = tree->blob + cursor->position;

    if (!cursor->takes_properties) {
        return corrupt(cursor, "a property that is not before a node's subnodes");
    }
    if (left(cursor) < DTB_PROPERTY_HEADER - DTB_CELL) {
        return corrupt(cursor, "a property without size and name");
    }
    const uint32_t size = dtb_load(header);
    const uint32_t name = dtb_load(header + DTB_CELL);
    cursor->position += DTB_PROPERTY_HEADER - DTB_CELL;
    if (size > left(cursor)) {
        return corrupt(cursor, "a property's value does not fit");
    }
    if (name >= tree->strings_size) {
        return corrupt(cursor, "a property's name is not in the strings block");
    }
    cursor->property = (struct dtb_property){(const char *)tree->blob + tree->strings + name,
                                             tree->blob + cursor->position, size};
    cursor->position += dtb_align(size);
    return DTB_PROPERTY;
}

static int end_node(struct dtb_cursor *cursor)
{
    if (cursor->depth == 0) {
        return corrupt(cursor, "the end of a node that has not begun");
    }
    cursor->depth--;
    cursor->takes_properties = false;
    return DTB_NODE_END;
}

static int end(struct dtb_cursor *cursor)
{
    if (cursor->depth != 0 || !cursor->has_root) {
        return corrupt(cursor, "the tree ends in a node, or has none");
    }
    cursor->position = cursor->offset;
    return DTB_END;
}

void dtb_cursor_start(struct dtb_cursor *cursor, struct dtb *tree)
{
    *cursor = (struct dtb_cursor){.tree = tree, .position = tree->structure};
}

void dtb_cursor_start_at(struct dtb_cursor *cursor, struct dtb *tree, uint32_t properties)
{
    *cursor = (struct dtb_cursor){.tree = tree,
                                  .position = properties,
                                  .depth = 1,
                                  .has_root = true,
                                  .takes_properties = true};
}

int dtb_next(struct dtb_cursor *cursor)
{
    uint32_t token;

    do {
        cursor->offset = cursor->position;
        if (left(cursor) < DTB_CELL) {
            return corrupt(cursor, "the tree has no end");
        }
        token = dtb_load(cursor->tree->blob + cursor->position);
        cursor->position += DTB_CELL;
    } while (token == DTB_TOKEN_NOP);

    switch (token) {
    case DTB_TOKEN_BEGIN_NODE:
        return begin_node(cursor);
    case DTB_TOKEN_END_NODE:
        return end_node(cursor);
    case DTB_TOKEN_PROPERTY:
        return take_property(cursor);
    case DTB_TOKEN_END:
        return end(cursor);
    default:
        return corrupt(cursor, "no token");
    }
}
