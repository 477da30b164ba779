/* SPDX-License-Identifier: MIT */
/*
 * Reserves memory by a node of /reserved-memory.
 *
 * If there is no such node, all of it is written at once at the root's end, with names of
 * properties of its own: what is appended to the strings block need not be looked for there.
 */
#include "write.h"

#include <fdt/values.h>

#include <string.h>

enum {
    CELLS_MAX = 2,
    REG_MAX = 2 * CELLS_MAX * DTB_CELL,
    PROPERTIES = 5, /* Of both nodes. */
};

static const char parent_name[] = "reserved-memory";

/* Offsets in the strings that are appended. */
static const char strings[] = "#address-cells\0#size-cells\0ranges\0reg\0no-map";
enum {
    AT_ADDRESS_CELLS = 0,
    AT_SIZE_CELLS = 15,
    AT_RANGES = 27,
    AT_REG = 34,
    AT_NO_MAP = 38,
};

static unsigned char *put(unsigned char *at, uint32_t value)
{
    dtb_store(at, value);
    return at + DTB_CELL;
}

static unsigned char *put_number(unsigned char *at, unsigned cells, uint64_t value)
{
    if (cells == CELLS_MAX) {
        at = put(at, (uint32_t)(value >> 32));
    }
    return put(at, (uint32_t)value);
}

static unsigned char *put_property(unsigned char *at, uint32_t name, uint32_t size)
{
    at = put(at, DTB_TOKEN_PROPERTY);
    at = put(at, size);
    return put(at, name);
}

static unsigned char *begin_node(unsigned char *at, const char *name, size_t size)
{
    at = put(at, DTB_TOKEN_BEGIN_NODE);
    memset(at, 0, dtb_align((uint32_t)size));
    memcpy(at, name, size);
    return at + dtb_align((uint32_t)size);
}

static unsigned reg_size(const struct dtb_node *parent)
{
    return ((unsigned)parent->child_address_cells + parent->child_size_cells) * DTB_CELL;
}

static unsigned char *put_reg(unsigned char *at, const struct dtb_node *parent,
                              struct dtb_range range)
{
    at = put_number(at, parent->child_address_cells, range.base);
    return put_number(at, parent->child_size_cells, range.size);
}

/* Linux wants the parent to have as many cells as the root. */
static int append_both(struct dtb_writer *writer, const struct dtb_node *root, const char *name,
                       struct dtb_range range)
{
    const size_t name_size = strlen(name) + 1;
    const uint32_t first = writer->tree.strings_size;
    const uint32_t size = 4 * DTB_CELL + dtb_align(sizeof(parent_name)) +
                          dtb_align((uint32_t)name_size) + PROPERTIES * DTB_PROPERTY_HEADER +
                          2 * DTB_CELL + reg_size(root);
    const int status = dtb_check_room(writer, size, 0, sizeof(strings));

    if (status != HAL_OK) {
        return status;
    }
    unsigned char *at = dtb_insert(writer, writer->tree.root_end, size);
    at = begin_node(at, parent_name, sizeof(parent_name));
    at = put(put_property(at, first + AT_ADDRESS_CELLS, DTB_CELL), root->child_address_cells);
    at = put(put_property(at, first + AT_SIZE_CELLS, DTB_CELL), root->child_size_cells);
    at = put_property(at, first + AT_RANGES, 0);
    at = begin_node(at, name, name_size);
    at = put_reg(put_property(at, first + AT_REG, reg_size(root)), root, range);
    at = put_property(at, first + AT_NO_MAP, 0);
    at = put(at, DTB_TOKEN_END_NODE);
    (void)put(at, DTB_TOKEN_END_NODE);
    memcpy(writer->blob + dtb_used(writer), strings, sizeof(strings));
    writer->tree.strings_size += sizeof(strings);
    dtb_write_header(writer);
    return HAL_OK;
}

static int append_child(struct dtb_writer *writer, const struct dtb_node *parent, const char *name,
                        struct dtb_range range)
{
    unsigned char reg[REG_MAX];
    struct dtb_node node;
    /* For all of it, so that nothing is appended of what does not fit. */
    int status = dtb_check_room(writer, 2 * DTB_CELL + 2 * DTB_PROPERTY_HEADER + reg_size(parent),
                                strlen(name) + 1, sizeof(strings) - AT_REG);

    (void)put_reg(reg, parent, range);
    if (status == HAL_OK) {
        status = dtb_append_node(writer, parent, name, &node);
    }
    if (status == HAL_OK) {
        status = dtb_append_property(writer, &node, "reg", reg, reg_size(parent));
    }
    if (status == HAL_OK) {
        status = dtb_append_property(writer, &node, "no-map", NULL, 0);
    }
    return status;
}

/* Whether a number has as many cells as it needs, and no more than put_number writes. */
static bool fits(uint64_t value, unsigned cells)
{
    return cells == CELLS_MAX || (cells == 1 && value >> 32 == 0);
}

int dtb_reserve_unmapped(struct dtb_writer *writer, const struct dtb_node *root,
                         const struct dtb_node *reserved, const char *name, struct dtb_range range)
{
    const struct dtb_node *const parent = reserved != NULL ? reserved : root;

    if (*name == '\0' || dtb_has_slash(name)) {
        return HAL_ERR_INVALID;
    }
    if (!fits(range.base, parent->child_address_cells) ||
        !fits(range.size, parent->child_size_cells)) {
        return dtb_fail(&writer->tree, HAL_ERR_UNSUPPORTED, "cells that the number does not fit",
                        parent->offset);
    }
    return reserved != NULL ? append_child(writer, reserved, name, range)
                            : append_both(writer, root, name, range);
}
