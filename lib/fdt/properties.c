/* SPDX-License-Identifier: MIT */
/* The properties that matter for every node: what is rarely run. */
#include "properties.h"

static uint8_t cells(const struct dtb_property *property)
{
    if (property->size != DTB_CELL) {
        return DTB_CELLS_UNKNOWN;
    }
    const uint32_t count = dtb_load(property->value);
    return count <= DTB_CELLS_MAX ? (uint8_t)count : DTB_CELLS_UNKNOWN;
}

void dtb_note_value(const struct dtb_names *names, const uint32_t *place, struct dtb_node *node,
                    const struct dtb_property *property)
{
    if (place == &names->address_cells) {
        node->child_address_cells = cells(property);
    } else if (place == &names->size_cells) {
        node->child_size_cells = cells(property);
    } else if (place == &names->compatible) {
        node->compatible = *property;
    } else if (property->size == DTB_CELL) {
        node->phandle = dtb_load(property->value);
    }
}

/* Where the place of a name is kept; NULL if it does not matter. */
static uint32_t *place_of(struct dtb_names *names, const char *name)
{
    switch (name[0]) {
    case 'c':
        return dtb_is_same(name, "compatible") ? &names->compatible : NULL;
    case 'p':
        return dtb_is_same(name, "phandle") ? &names->phandle : NULL;
    case '#':
        if (name[1] == 'a') {
            return dtb_is_same(name, "#address-cells") ? &names->address_cells : NULL;
        }
        return dtb_is_same(name, "#size-cells") ? &names->size_cells : NULL;
    default:
        return NULL;
    }
}

uint32_t *dtb_note_property(struct dtb_names *names, struct dtb_node *node,
                            const struct dtb_property *property)
{
    uint32_t *const place = place_of(names, property->name);

    if (place != NULL) {
        dtb_note_value(names, place, node, property);
    } else if (property->name[0] == 'l' && dtb_is_same(property->name, "linux,phandle")) {
        dtb_note_value(names, &names->phandle, node, property);
    }
    return place;
}
