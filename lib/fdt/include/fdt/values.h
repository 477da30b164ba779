/* SPDX-License-Identifier: MIT */
/** @file
 * Values of a device tree's properties. See fdt/read.h for the nodes.
 *
 * The functions called dtb_next_* take the next item from a property and shorten the property by
 * it. They return 1 for an item, 0 at the end, or a negative status, which leaves the property
 * unchanged. So a loop reads a list:
 *
 *     struct dtb_property reg;
 *     struct dtb_range range;
 *     if (dtb_get(node, "reg", &reg) == HAL_OK) {
 *         while (dtb_next_reg(&reg, node, &range) > 0) {
 *             add_memory(range.base, range.size);
 *         }
 *     }
 *
 * All are callable from anywhere.
 */
#ifndef FDT_VALUES_H
#define FDT_VALUES_H

#include <fdt/read.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Addresses: an entry of reg, or of the memory reservation block. */
struct dtb_range {
    uint64_t base; /**< The first address. */
    uint64_t size; /**< In bytes. Not checked: base + size may overflow. */
};

/**
 * Finds a property of a node.
 *
 * @return HAL_OK; HAL_ERR_ABSENT, with a @p property of size 0; HAL_ERR_CORRUPT if the blob has
 *     changed since the node was found.
 */
HAL_NODISCARD int dtb_get(const struct dtb_node *node, const char *name,
                          struct dtb_property *property);

/** Reads a property of one cell. As dtb_get; HAL_ERR_CORRUPT also if it has another size. */
HAL_NODISCARD int dtb_get_u32(const struct dtb_node *node, const char *name, uint32_t *value);

/** Reads a property of one or two cells, such as linux,initrd-start; as dtb_get_u32. */
HAL_NODISCARD int dtb_get_u64(const struct dtb_node *node, const char *name, uint64_t *value);

/** Reads the first string of a property; HAL_ERR_CORRUPT if no NUL ends it. */
HAL_NODISCARD int dtb_get_string(const struct dtb_node *node, const char *name,
                                 const char **string);

/** Whether @p compatible is one of the node's compatible strings. */
bool dtb_is_compatible(const struct dtb_node *node, const char *compatible);

/** Whether the node's status is "okay", or missing, which means the same. */
bool dtb_is_enabled(const struct dtb_node *node);

/**
 * Takes a number of 1 to 4 cells, high cell first.
 *
 * @return 1; 0; HAL_ERR_CORRUPT if fewer cells are left; HAL_ERR_UNSUPPORTED if the number has more
 *     than 64 bits, or for another number of cells.
 */
HAL_NODISCARD int dtb_next_cells(struct dtb_property *property, unsigned cells, uint64_t *value);

/** Takes a string. HAL_ERR_CORRUPT if no NUL ends it. */
HAL_NODISCARD int dtb_next_string(struct dtb_property *property, const char **string);

/**
 * Takes an entry of reg: as many cells as the node's parent says. If "#size-cells" is
 * 0, as for a cpu, the size is 0. Addresses are those of the parent's bus; ranges are not applied.
 *
 * @return as dtb_next_cells.
 */
HAL_NODISCARD int dtb_next_reg(struct dtb_property *reg, const struct dtb_node *node,
                               struct dtb_range *range);

/** A reference to a node with the cells that follow: interrupts-extended, clocks, gpios. */
struct dtb_reference {
    uint32_t phandle;          /**< Of the node; may not exist. */
    struct dtb_property cells; /**< The cells that follow; take them with dtb_next_cells. */
};

/** Returns the number of cells after a phandle, or a negative status. */
typedef int dtb_cells_of(void *context, uint32_t phandle);

/**
 * Takes a reference.
 *
 * @return 1; 0; HAL_ERR_CORRUPT if fewer cells are left; the status of @p cells_of.
 */
HAL_NODISCARD int dtb_next_reference(struct dtb_property *property, dtb_cells_of *cells_of,
                                     void *context, struct dtb_reference *reference);

/** A node that others refer to. */
struct dtb_phandle {
    uint32_t phandle; /**< Its number. */
    uint32_t cells;   /**< How many cells follow the number in a reference. */
};

/**
 * The nodes that others may refer to, in memory of the caller. Add nodes in the handler of a rule,
 * and read references after the walk: a tree may refer to nodes that come later.
 */
struct dtb_phandles {
    const char *cells_name;      /**< "#interrupt-cells", "#clock-cells", ... */
    struct dtb_phandle *entries; /**< The caller's. */
    unsigned capacity;           /**< Their number. */
    unsigned count;              /**< Initially 0. */
};

/**
 * Adds a node, if it has a phandle and the table's property.
 *
 * @return HAL_OK; HAL_ERR_UNSUPPORTED if the table is full; HAL_ERR_CORRUPT if the property is not
 *     one cell.
 */
HAL_NODISCARD int dtb_phandles_add(struct dtb_phandles *table, const struct dtb_node *node);

/** The dtb_cells_of whose context is a struct dtb_phandles; HAL_ERR_ABSENT for unknown nodes. */
int dtb_phandles_cells(void *table, uint32_t phandle);

/** Reads entry @p index of the memory reservation block. HAL_ERR_ABSENT behind the last one. */
HAL_NODISCARD int dtb_get_reservation(const struct dtb *tree, unsigned index,
                                      struct dtb_range *range);

#ifdef __cplusplus
}
#endif

#endif
