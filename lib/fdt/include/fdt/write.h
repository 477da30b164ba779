/* SPDX-License-Identifier: MIT */
/** @file
 * Changes a flattened device tree in place, as firmware does before it passes the tree on.
 *
 *     struct dtb_writer writer;
 *     struct dtb_node chosen;
 *     int status = dtb_writer_open(&writer, buffer, sizeof(buffer));
 *     if (status == HAL_OK) {
 *         status = dtb_add_reservation(&writer, firmware_base, firmware_size);
 *     }
 *     if (status == HAL_OK) {
 *         status = dtb_find_path(&writer.tree, "/chosen", &chosen);
 *     }
 *     if (status == HAL_OK) {
 *         status = dtb_append_string(&writer, &chosen, "bootargs", "console=ttyS0");
 *     }
 *
 * The buffer may be larger than the blob. The blob grows only if something is added, and only by
 * what is added. Whatever the buffer has behind the strings block is room.
 *
 * A function that returns an error leaves the blob unchanged.
 *
 * To append something moves what follows. The node that was given to dtb_append_* and everything
 * before its end stays valid. Find other nodes again, and after dtb_add_reservation all nodes. The
 * same is true of pointers into the blob.
 */
#ifndef FDT_WRITE_H
#define FDT_WRITE_H

#include <fdt/read.h>
#include <fdt/values.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A tree that can be changed; filled in by dtb_writer_open. */
struct dtb_writer {
    struct dtb tree;     /**< For fdt/read.h. */
    unsigned char *blob; /**< The caller's buffer. */
    uint32_t capacity;   /**< Its size. */
};

/**
 * Checks the whole blob in a buffer of @p capacity bytes.
 *
 * @return HAL_OK; HAL_ERR_CORRUPT; HAL_ERR_UNSUPPORTED also if the blocks are not in the order of
 *     the specification: reservations, structure, strings.
 */
HAL_NODISCARD int dtb_writer_open(struct dtb_writer *writer, void *blob, size_t capacity);

/**
 * The same for a tree that has been read already, so that it is not checked again. @p tree is one
 * of dtb_open, of which dtb_walk has read all: no handler ended the walk. Its nodes stay valid.
 *
 * @return HAL_OK; HAL_ERR_INVALID if the end was not read; HAL_ERR_UNSUPPORTED as dtb_writer_open.
 */
HAL_NODISCARD int dtb_writer_continue(struct dtb_writer *writer, const struct dtb *tree, void *blob,
                                      size_t capacity);

/** Overwrites a node and all in it with NOPs. HAL_ERR_INVALID for the root, or if it is none. */
HAL_NODISCARD int dtb_nop_node(struct dtb_writer *writer, const struct dtb_node *node);

/** Overwrites a property with NOPs. HAL_ERR_ABSENT if there is none; HAL_ERR_INVALID: no node. */
HAL_NODISCARD int dtb_nop_property(struct dtb_writer *writer, const struct dtb_node *node,
                                   const char *name);

/**
 * Replaces a property's value by one of the same size.
 *
 * @return HAL_OK; HAL_ERR_ABSENT; HAL_ERR_INVALID if the size differs, or @p node is no node. For a
 *     value of another size, overwrite the property with NOPs and append it.
 */
HAL_NODISCARD int dtb_set_property(struct dtb_writer *writer, const struct dtb_node *node,
                                   const char *name, const void *value, size_t size);

/** Replaces a property of one cell; as dtb_set_property. */
HAL_NODISCARD int dtb_set_u32(struct dtb_writer *writer, const struct dtb_node *node,
                              const char *name, uint32_t value);

/**
 * Adds an entry to the memory reservation block: memory that the next stage must not use. Uses
 * empty room before the structure block (dtc -R) if there is any.
 *
 * @return HAL_OK; HAL_ERR_INVALID if @p size is 0; HAL_ERR_UNSUPPORTED if the buffer has no room.
 */
HAL_NODISCARD int dtb_add_reservation(struct dtb_writer *writer, uint64_t base, uint64_t size);

/**
 * Reserves memory that the next stage must not even map, such as the firmware's: a subnode @p name
 * (as "firmware@80000000") of "/reserved-memory", with "no-map" (Devicetree Specification v0.4,
 * 3.5). @p reserved is that node, or NULL if the tree has none; it is then made. @p root is the
 * root.
 *
 * @return HAL_OK; HAL_ERR_INVALID as dtb_append_node; HAL_ERR_UNSUPPORTED if the buffer has no
 *     room, or if @p range does not fit the cells of @p reserved, or of @p root without it: 1 or 2.
 */
HAL_NODISCARD int dtb_reserve_unmapped(struct dtb_writer *writer, const struct dtb_node *root,
                                       const struct dtb_node *reserved, const char *name,
                                       struct dtb_range range);

/**
 * Makes the blob larger by @p size bytes of room, which a next stage needs that changes the tree
 * where it is, as U-Boot does.
 *
 * @return HAL_OK; HAL_ERR_UNSUPPORTED if the buffer has no room.
 */
HAL_NODISCARD int dtb_add_room(struct dtb_writer *writer, uint32_t size);

/**
 * Appends a property to a node. @p value must not be in the blob. It may be NULL if @p size is 0.
 *
 * @return HAL_OK; HAL_ERR_INVALID if @p node is no node, the name is empty, or the node has that
 *     property; HAL_ERR_UNSUPPORTED if the buffer has no room.
 */
HAL_NODISCARD int dtb_append_property(struct dtb_writer *writer, const struct dtb_node *node,
                                      const char *name, const void *value, size_t size);

/** Appends a property of one cell; as dtb_append_property. */
HAL_NODISCARD int dtb_append_u32(struct dtb_writer *writer, const struct dtb_node *node,
                                 const char *name, uint32_t value);

/** Appends a string; as dtb_append_property. */
HAL_NODISCARD int dtb_append_string(struct dtb_writer *writer, const struct dtb_node *node,
                                    const char *name, const char *value);

/**
 * Appends an empty node as the last subnode of @p parent. @p name has the unit address, if there is
 * one, and must not be in the blob. @p node is filled in, so that properties can be appended to it.
 *
 * @return HAL_OK; HAL_ERR_INVALID if @p parent is no node or too deep, the name is empty or has a
 *     '/', or the parent has a node of that name; HAL_ERR_UNSUPPORTED if the buffer has no room.
 */
HAL_NODISCARD int dtb_append_node(struct dtb_writer *writer, const struct dtb_node *parent,
                                  const char *name, struct dtb_node *node);

#ifdef __cplusplus
}
#endif

#endif
