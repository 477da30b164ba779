/* SPDX-License-Identifier: MIT */
/*
 * For walk.c: passes the tokens that a tree is mostly made of, quickly.
 *
 * A tree of a thousand properties has some forty names, and the properties of one name refer to the
 * same place in the strings block. So a name is compared once, and then its place.
 *
 * Words are loaded as a little-endian machine sees them. A blob that is not aligned, or a machine
 * that is not little-endian, leaves everything to dtb_next.
 */
#ifndef DTB_PROPERTIES_H
#define DTB_PROPERTIES_H

#include "format.h"

/* Where the names are in the strings block that matter for every node, as properties refer to them;
 * unknown until they are met. */
struct dtb_names {
    uint32_t compatible, phandle, address_cells, size_cells;
};

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

/* Remembers where the name of a property is, if it is one of those that matter. */
static void learn(struct dtb_names *names, const char *name, uint32_t place)
{
    if (dtb_is_same(name, "compatible")) {
        names->compatible = place;
    } else if (dtb_is_same(name, "phandle")) {
        names->phandle = place;
    } else if (dtb_is_same(name, "#address-cells")) {
        names->address_cells = place;
    } else if (dtb_is_same(name, "#size-cells")) {
        names->size_cells = place;
    }
}

static void note_property(struct dtb_node *node, const struct dtb_property *property)
{
    const char *const name = property->name;

    switch (name[0]) {
    case '#':
        if (dtb_is_same(name, "#address-cells")) {
            node->child_address_cells = cells(property->value, property->size);
        } else if (dtb_is_same(name, "#size-cells")) {
            node->child_size_cells = cells(property->value, property->size);
        }
        break;
    case 'c':
        if (dtb_is_same(name, "compatible")) {
            node->compatible = *property;
        }
        break;
    case 'l':
    case 'p':
        if (dtb_is_same(name, "phandle") || dtb_is_same(name, "linux,phandle")) {
            note_phandle(node, property->value, property->size);
        }
        break;
    default:
        break;
    }
}

/* A property whose name has not been met, or is none of those that matter. */
static __attribute__((noinline)) void note_other(struct dtb_names *names, struct dtb_node *node,
                                                 const char *name, uint32_t place,
                                                 const unsigned char *value, uint32_t size)
{
    const char first = *name;

    if (first == '#' || first == 'c' || first == 'p' || first == 'l') {
        const struct dtb_property property = {name, value, size};
        learn(names, name, place);
        note_property(node, &property);
    }
}

/*
 * Passes the properties that follow, and notes in the node those that matter for every node. Stops
 * in front of anything else, and of what is not simple; dtb_next says what it is.
 */
static inline void pass_properties(struct dtb_cursor *cursor, struct dtb_names *names,
                                   struct dtb_node *node)
{
    const struct dtb *const tree = cursor->tree;
    const char *const strings = (const char *)tree->blob + tree->strings;
    const unsigned char *const last = dtb_last_property(tree);
    const unsigned char *at = tree->blob + cursor->position;
    const unsigned char *value = at + DTB_PROPERTY_HEADER;
    uint32_t name;
    uint32_t size;

    if (!dtb_is_quick(tree)) {
        return;
    }
    while (dtb_pass_property(tree, &at, last, &name, &size)) {
        if (name == names->compatible) {
            node->compatible = (struct dtb_property){strings + name, value, size};
        } else if (name == names->phandle) {
            note_phandle(node, value, size);
        } else if (name == names->address_cells) {
            node->child_address_cells = cells(value, size);
        } else if (name == names->size_cells) {
            node->child_size_cells = cells(value, size);
        } else {
            note_other(names, node, strings + name, name, value, size);
        }
        value = at + DTB_PROPERTY_HEADER;
    }
    cursor->position = (uint32_t)(at - tree->blob);
}

/* Passes ends of nodes that follow directly, but not the root's. */
static inline void pass_ends(struct dtb_cursor *cursor)
{
    const struct dtb *const tree = cursor->tree;
    const unsigned char *const end = tree->blob + tree->structure + tree->structure_size;
    const unsigned char *at = tree->blob + cursor->position;
    uint8_t depth = cursor->depth;

    if (!dtb_is_quick(tree)) {
        return;
    }
    while (depth > 1 && at < end && dtb_word(at) == DTB_LOADED(DTB_TOKEN_END_NODE)) {
        depth--;
        at += DTB_CELL;
    }
    cursor->takes_properties = cursor->takes_properties && depth == cursor->depth;
    cursor->depth = depth;
    cursor->position = (uint32_t)(at - tree->blob);
}

#endif
