/* SPDX-License-Identifier: MIT */
/** @file
 * Reads a device tree token by token: for programs that want all of it, such as one that prints it.
 * Others use dtb_walk (fdt/read.h), which is made of this.
 *
 *     struct dtb_cursor cursor;
 *     int event;
 *     dtb_cursor_start(&cursor, &tree);
 *     while ((event = dtb_next(&cursor)) > DTB_END) {
 *         if (event == DTB_PROPERTY) {
 *             print(cursor.property.name);
 *         }
 *     }
 */
#ifndef FDT_CURSOR_H
#define FDT_CURSOR_H

#include <fdt/read.h>
#include <stdbool.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What dtb_next has passed. */
enum dtb_event {
    DTB_END,      /**< The tree's end; the cursor stays there. */
    DTB_NODE,     /**< The beginning of a node: @c name is valid. */
    DTB_PROPERTY, /**< A property: @c property is valid. */
    DTB_NODE_END  /**< The end of a node. */
};

/** A place in a tree. */
struct dtb_cursor {
    struct dtb *tree;             /**< Gets the errors. */
    uint32_t position;            /**< Offset of the next token in the blob. */
    uint32_t offset;              /**< Offset of the token that has been passed. */
    const char *name;             /**< A node's name, with unit address. */
    struct dtb_property property; /**< A property. */
    uint8_t depth;                /**< How many nodes the cursor is in. */
    bool has_root;                /**< Internal: the root has begun. */
    bool takes_properties;        /**< Internal: no subnode has come yet. */
};

/** Puts a cursor before the root. */
void dtb_cursor_start(struct dtb_cursor *cursor, struct dtb *tree);

/**
 * Passes a token and says what it was. NOPs are not reported.
 *
 * @return enum dtb_event; HAL_ERR_CORRUPT; HAL_ERR_UNSUPPORTED if nodes are nested deeper than
 *     DTB_DEPTH_MAX. After an error the cursor stays in front of the token.
 */
HAL_NODISCARD int dtb_next(struct dtb_cursor *cursor);

#ifdef __cplusplus
}
#endif

#endif
