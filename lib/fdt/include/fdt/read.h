/* SPDX-License-Identifier: MIT */
/** @file
 * Reads a flattened device tree (Devicetree Specification v0.4, chapter 5) in one pass.
 *
 *     static int add_hart(void *context, const struct dtb_node *node)
 *     {
 *         struct dtb_property reg;
 *         struct dtb_range range;
 *         if (dtb_is_enabled(node) && dtb_get(node, "reg", &reg) == HAL_OK &&
 *             dtb_next_reg(&reg, node, &range) > 0) {
 *             add((struct machine *)context, range.base);
 *         }
 *         return 0;
 *     }
 *
 *     static const struct dtb_rule rules[] = {
 *         {.path = "/cpus/cpu", .handler = add_hart},
 *         {.path = "/memory", .handler = add_memory},
 *         {DTB_COMPATIBLE("ns16550a"), .handler = add_port},
 *     };
 *     struct dtb tree;
 *     int status = dtb_open(&tree, blob, 1 << 20);
 *     if (status == HAL_OK) {
 *         status = dtb_walk(&tree, rules, 3, &machine);
 *     }
 *
 * A handler gets a node after all properties of the node have been read, and reads the values with
 * fdt/values.h. It may also keep what it finds: pointers into the blob are valid as long as the
 * blob.
 *
 * Nothing is allocated or copied. The blob may have any alignment. It may come from anywhere: each
 * offset and length is checked before it is used, and reading takes time in proportion to the
 * blob's size. Functions need 1 KiB of stack, and no initialised memory of their own.
 *
 * If HAL_ERR_CORRUPT or HAL_ERR_UNSUPPORTED is returned, @c error and @c error_offset of the tree
 * say what is wrong, and where.
 */
#ifndef FDT_READ_H
#define FDT_READ_H

#include <hal/status.h>

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum {
    DTB_DEPTH_MAX = 32, /**< Nodes from the root to the deepest one, both counted. */
    DTB_RULES_MAX = 32  /**< Rules of one walk. */
};

/** A tree; filled in by dtb_open. Offsets are in bytes from the blob's start. */
struct dtb {
    const unsigned char *blob;  /**< The caller's, which must not change while it is read. */
    uint32_t total_size;        /**< Of the blob. */
    uint32_t reservations;      /**< Offset of the memory reservation block. */
    uint32_t reservation_count; /**< Entries, without the one that ends the block. */
    uint32_t structure;         /**< Offset of the structure block. */
    uint32_t structure_size;    /**< In bytes, a multiple of 4. */
    uint32_t strings;           /**< Offset of the strings block. */
    uint32_t strings_size;      /**< In bytes. */
    uint32_t boot_hart;         /**< The header's boot_cpuid_phys. */
    uint32_t root_end;          /**< Offset of the root's end; 0 before a walk has met it. */
    const char *error;          /**< What is wrong with the blob, or NULL. */
    uint32_t error_offset;      /**< The offset of what is wrong. */
};

/** A property. Not a copy: @c name and @c value point into the blob. */
struct dtb_property {
    const char *name;           /**< Without limit of length; ends with a NUL. */
    const unsigned char *value; /**< Bytes of any alignment; numbers are big-endian. */
    uint32_t size;              /**< Bytes of the value; 0 for a property that is only there. */
};

/** A node, with what was learned on the way to it. */
struct dtb_node {
    struct dtb *tree;               /**< The tree. */
    const char *name;               /**< With the unit address: "cpu@0". "" for the root. */
    uint32_t offset;                /**< Of the node in the blob. */
    uint32_t properties;            /**< Offset of the first property. */
    uint32_t phandle;               /**< Number by which other nodes refer to it, or 0. */
    struct dtb_property compatible; /**< Size 0 if the node has none. */
    uint8_t depth;                  /**< 0 for the root. */
    uint8_t address_cells;          /**< The parent's "#address-cells", for reg. */
    uint8_t size_cells;             /**< The parent's "#size-cells". */
    uint8_t child_address_cells;    /**< This node's "#address-cells", or 2. */
    uint8_t child_size_cells;       /**< This node's "#size-cells", or 1. */
};

/** Called with a node; a result that is not 0 ends the walk. */
typedef int dtb_handler(void *context, const struct dtb_node *node);

/** A handler and its nodes: those that have the path and the compatible string, if given. */
struct dtb_rule {
    /**
     * Names from the root, such as "/" or "/cpus/cpu", or NULL for nodes anywhere. A name without
     * unit address fits nodes with any: "cpu" fits "cpu@0" and "cpu@1". A "*" in place of a
     * name fits any. Ends at a NUL or a ':'.
     */
    const char *path;
    const char *compatible; /**< One of the node's compatible strings, or NULL for any node. */
    dtb_handler *handler;   /**< Not NULL. */
    size_t length;          /**< Of @c compatible without its NUL, or 0: dtb_walk then counts it. */
};

/** In a rule, in place of @c .compatible for a literal: its length need not be counted. */
#define DTB_COMPATIBLE(string) .compatible = (string), .length = sizeof(string) - 1

/**
 * Checks header, memory reservations and strings of a blob, but not its nodes. At most @p size
 * bytes are read at @p blob. If only the address is known, give the largest size that is
 * acceptable.
 *
 * @return HAL_OK; HAL_ERR_CORRUPT; HAL_ERR_UNSUPPORTED for versions of the format that are not
 *     compatible with 17.
 */
HAL_NODISCARD int dtb_open(struct dtb *tree, const void *blob, size_t size);

/**
 * Calls the handlers of all nodes that fit a rule, in the order of the blob: a node before its
 * subnodes. If a node fits several rules, their handlers are called in the order of the rules.
 *
 * What follows a node has not been checked when its handler is called. A walk without rules checks
 * the whole blob: dtb_walk(&tree, NULL, 0, NULL).
 *
 * @return 0; the first result of a handler that is not 0; HAL_ERR_INVALID for too many rules;
 *     HAL_ERR_CORRUPT; HAL_ERR_UNSUPPORTED if nodes are nested deeper than DTB_DEPTH_MAX.
 */
HAL_NODISCARD int dtb_walk(struct dtb *tree, const struct dtb_rule *rules, unsigned count,
                           void *context);

/**
 * Finds the first node that fits a path; see struct dtb_rule. One pass. A path without a first '/'
 * is a name of the node "/aliases", which takes a second pass. So the value of stdout-path, such as
 * "serial0:115200n8", is a path too.
 *
 * @return HAL_OK; HAL_ERR_ABSENT; else as dtb_walk.
 */
HAL_NODISCARD int dtb_find_path(struct dtb *tree, const char *path, struct dtb_node *node);

/** Finds the node with this phandle, which is not 0. One pass; the result as of dtb_find_path. */
HAL_NODISCARD int dtb_find_phandle(struct dtb *tree, uint32_t phandle, struct dtb_node *node);

#ifdef __cplusplus
}
#endif

#endif
