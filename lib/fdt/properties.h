/* SPDX-License-Identifier: MIT */
/*
 * For walk.c: what a node's properties say that matter for every node.
 *
 * A tree of a thousand properties has some forty names, and the properties of one name refer to the
 * same place in the strings block. So a name is compared once, and then its place. Of most other
 * names the first letter is enough.
 */
#ifndef DTB_PROPERTIES_H
#define DTB_PROPERTIES_H

#include "format.h"

/* Where the names are in the strings block that matter for every node, as properties refer to them;
 * unknown until they are met. */
struct dtb_names {
    uint32_t compatible, phandle, address_cells, size_cells;
};

/* Whether a name may matter, by its first letter: '#', 'c', 'l' or 'p'. And a few more letters that
 * have the same five low bits. */
static inline bool may_matter(char first)
{
    const uint32_t letters = UINT32_C(1) << ('c' & 31) | UINT32_C(1) << ('l' & 31) |
                             UINT32_C(1) << ('p' & 31) | UINT32_C(1) << ('#' & 31);

    return (letters >> (first & 31) & 1) != 0;
}

static uint8_t cells(const unsigned char *value, uint32_t size)
{
    if (size != DTB_CELL) {
        return DTB_CELLS_UNKNOWN;
    }
    const uint32_t count = dtb_load(value);
    return count <= DTB_CELLS_MAX ? (uint8_t)count : DTB_CELLS_UNKNOWN;
}

static void note_phandle(struct dtb_node *node, const unsigned char *value, uint32_t size)
{
    if (size == DTB_CELL) {
        node->phandle = dtb_load(value);
    }
}

/* Notes a property that matters, and returns where its name's place is kept, or NULL. */
static __attribute__((noinline)) uint32_t *
note_property(struct dtb_names *names, struct dtb_node *node, const struct dtb_property *property)
{
    const char *const name = property->name;

    switch (name[0]) {
    case '#':
        if (dtb_is_same(name, "#address-cells")) {
            node->child_address_cells = cells(property->value, property->size);
            return &names->address_cells;
        }
        if (dtb_is_same(name, "#size-cells")) {
            node->child_size_cells = cells(property->value, property->size);
            return &names->size_cells;
        }
        return NULL;
    case 'c':
        if (dtb_is_same(name, "compatible")) {
            node->compatible = *property;
            return &names->compatible;
        }
        return NULL;
    case 'l':
    case 'p':
        if (dtb_is_same(name, "phandle") || dtb_is_same(name, "linux,phandle")) {
            note_phandle(node, property->value, property->size);
            return name[0] == 'p' ? &names->phandle : NULL;
        }
        return NULL;
    default:
        return NULL;
    }
}

/* The same for a name that has been met, by its place. Returns false for others. */
static inline bool note_known(const struct dtb_names *names, struct dtb_node *node, uint32_t place,
                              const struct dtb_property *property)
{
    if (place == names->compatible) {
        node->compatible = *property;
    } else if (place == names->phandle) {
        note_phandle(node, property->value, property->size);
    } else if (place == names->address_cells) {
        node->child_address_cells = cells(property->value, property->size);
    } else if (place == names->size_cells) {
        node->child_size_cells = cells(property->value, property->size);
    } else {
        return false;
    }
    return true;
}

#endif
