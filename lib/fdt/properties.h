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

/* Notes a property that matters, and returns where its name's place is kept, or NULL. */
uint32_t *dtb_note_property(struct dtb_names *names, struct dtb_node *node,
                            const struct dtb_property *property);

/* Notes a property by where its name's place is kept. */
void dtb_note_value(const struct dtb_names *names, const uint32_t *place, struct dtb_node *node,
                    const struct dtb_property *property);

/* The same as dtb_note_property for a name that has been met, by its place. Returns false for
 * others. */
static inline bool note_known(const struct dtb_names *names, struct dtb_node *node, uint32_t place,
                              const struct dtb_property *property)
{
    if (place == names->compatible) {
        node->compatible = *property;
    } else if (place == names->phandle) {
        dtb_note_value(names, &names->phandle, node, property);
    } else if (place == names->address_cells) {
        dtb_note_value(names, &names->address_cells, node, property);
    } else if (place == names->size_cells) {
        dtb_note_value(names, &names->size_cells, node, property);
    } else {
        return false;
    }
    return true;
}

#endif
