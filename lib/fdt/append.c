/* SPDX-License-Identifier: MIT */
/*
 * Appends properties and nodes. Each function first checks everything, so that an error changes
 * nothing.
 */
#include "write.h"

#include <string.h>

/* Returns the offset of a string in the strings block, or its size if it is not there. */
static uint32_t find_string(const struct dtb *tree, const char *string, size_t size)
{
    for (uint32_t at = 0; size <= tree->strings_size && at <= tree->strings_size - size; at++) {
        if (memcmp(tree->blob + tree->strings + at, string, size) == 0) {
            return at;
        }
    }
    return tree->strings_size;
}

/* The place of a new property; HAL_ERR_INVALID if the node has one of that name. */
static int find_place(struct dtb_writer *writer, const struct dtb_node *node, const char *name,
                      uint32_t *place)
{
    struct dtb_cursor cursor;

    if (*name == '\0' || dtb_enter(writer, node, &cursor) != HAL_OK ||
        dtb_seek(&cursor, name, place) != HAL_ERR_ABSENT) {
        return HAL_ERR_INVALID;
    }
    return HAL_OK;
}

/* Writes a property behind others. There is room for it. */
static void write_property(unsigned char *place, uint32_t name, const void *value, uint32_t size)
{
    dtb_store(place, DTB_TOKEN_PROPERTY);
    dtb_store(place + DTB_CELL, size);
    dtb_store(place + 2 * DTB_CELL, name);
    place += DTB_PROPERTY_HEADER;
    if (size != 0) {
        memcpy(place, value, size);
    }
    memset(place + size, 0, dtb_align(size) - size);
}

int dtb_append_property(struct dtb_writer *writer, const struct dtb_node *node, const char *name,
                        const void *value, size_t size)
{
    struct dtb *const tree = &writer->tree;
    const size_t name_size = strlen(name) + 1;
    const uint32_t string = find_string(tree, name, name_size);
    const size_t string_growth = string == tree->strings_size ? name_size : 0;
    uint32_t place;
    int status = find_place(writer, node, name, &place);

    if (status == HAL_OK) {
        status = dtb_check_room(writer, DTB_PROPERTY_HEADER, size, string_growth);
    }
    if (status == HAL_OK) {
        const uint32_t growth = DTB_PROPERTY_HEADER + dtb_align((uint32_t)size);
        unsigned char *const property = dtb_insert(writer, place, growth);
        write_property(property, string, value, (uint32_t)size);
        memcpy(writer->blob + dtb_used(writer), name, string_growth);
        tree->strings_size += (uint32_t)string_growth;
        dtb_write_header(writer);
    }
    return status;
}

int dtb_append_u32(struct dtb_writer *writer, const struct dtb_node *node, const char *name,
                   uint32_t value)
{
    unsigned char cell[DTB_CELL];

    dtb_store(cell, value);
    return dtb_append_property(writer, node, name, cell, sizeof(cell));
}

int dtb_append_string(struct dtb_writer *writer, const struct dtb_node *node, const char *name,
                      const char *value)
{
    return dtb_append_property(writer, node, name, value, strlen(value) + 1);
}

/* Finds the end of a node; HAL_ERR_INVALID if it has a subnode of that name. */
static int find_end(struct dtb_writer *writer, const struct dtb_node *node, const char *name,
                    uint32_t *end)
{
    struct dtb_cursor cursor;

    if (dtb_enter(writer, node, &cursor) != HAL_OK) {
        return HAL_ERR_INVALID;
    }
    while (cursor.depth > 0) {
        const int event = dtb_next(&cursor);
        if (event <= DTB_END ||
            (event == DTB_NODE && cursor.depth == 2 && dtb_is_same(cursor.name, name))) {
            return HAL_ERR_INVALID;
        }
    }
    *end = cursor.offset;
    return HAL_OK;
}

int dtb_append_node(struct dtb_writer *writer, const struct dtb_node *parent, const char *name,
                    struct dtb_node *node)
{
    const size_t name_size = strlen(name) + 1;
    uint32_t place;

    if (*name == '\0' || dtb_has_slash(name) || parent->depth + 2 > DTB_DEPTH_MAX ||
        find_end(writer, parent, name, &place) != HAL_OK) {
        return HAL_ERR_INVALID;
    }
    const int status = dtb_check_room(writer, 2 * DTB_CELL, name_size, 0);
    if (status != HAL_OK) {
        return status;
    }
    const uint32_t size = dtb_align((uint32_t)name_size);
    unsigned char *const bytes = dtb_insert(writer, place, 2 * DTB_CELL + size);
    dtb_store(bytes, DTB_TOKEN_BEGIN_NODE);
    memset(bytes + DTB_CELL, 0, size);
    memcpy(bytes + DTB_CELL, name, name_size);
    dtb_store(bytes + DTB_CELL + size, DTB_TOKEN_END_NODE);
    dtb_write_header(writer);
    *node = (struct dtb_node){
        .tree = &writer->tree,
        .name = (const char *)bytes + DTB_CELL,
        .offset = place,
        .properties = place + DTB_CELL + size,
        .depth = (uint8_t)(parent->depth + 1),
        .address_cells = parent->child_address_cells,
        .size_cells = parent->child_size_cells,
        .child_address_cells = DTB_DEFAULT_ADDRESS_CELLS,
        .child_size_cells = DTB_DEFAULT_SIZE_CELLS,
    };
    return HAL_OK;
}
