/* SPDX-License-Identifier: MIT */
/* References to nodes, such as interrupts-extended, and the nodes that they refer to. */
#include "format.h"

#include <fdt/values.h>

int dtb_next_reference(struct dtb_property *property, dtb_cells_of *cells_of, void *context,
                       struct dtb_reference *reference)
{
    if (property->size < DTB_CELL) {
        return property->size == 0 ? 0 : HAL_ERR_CORRUPT;
    }
    const uint32_t phandle = dtb_load(property->value);
    const uint32_t most = (property->size - DTB_CELL) / DTB_CELL;
    const int cells = cells_of(context, phandle);
    if (cells < 0) {
        return cells;
    }
    if ((uint32_t)cells > most) {
        return HAL_ERR_CORRUPT;
    }
    const uint32_t size = (uint32_t)cells * DTB_CELL;
    *reference =
        (struct dtb_reference){phandle, {property->name, property->value + DTB_CELL, size}};
    property->value += DTB_CELL + size;
    property->size -= DTB_CELL + size;
    return 1;
}

int dtb_phandles_add(struct dtb_phandles *table, const struct dtb_node *node)
{
    uint32_t cells;

    if (node->phandle == 0) {
        return HAL_OK;
    }
    const int status = dtb_get_u32(node, table->cells_name, &cells);
    if (status != HAL_OK) {
        return status == HAL_ERR_ABSENT ? HAL_OK : status;
    }
    if (table->count == table->capacity) {
        return HAL_ERR_UNSUPPORTED;
    }
    table->entries[table->count++] = (struct dtb_phandle){node->phandle, cells};
    return HAL_OK;
}

int dtb_phandles_cells(void *table, uint32_t phandle)
{
    const struct dtb_phandles *const phandles = (const struct dtb_phandles *)table;

    for (unsigned i = 0; i < phandles->count; i++) {
        if (phandles->entries[i].phandle == phandle) {
            const uint32_t cells = phandles->entries[i].cells;
            return cells <= INT32_MAX ? (int)cells : HAL_ERR_CORRUPT;
        }
    }
    return HAL_ERR_ABSENT;
}
