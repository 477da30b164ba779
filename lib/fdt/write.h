/* SPDX-License-Identifier: MIT */
/* What the files of the writer share. */
#ifndef DTB_WRITE_H
#define DTB_WRITE_H

#include "format.h"

#include <fdt/write.h>

/* Puts a cursor behind the beginning of a node. HAL_ERR_INVALID if there is none at its offset. */
HAL_NODISCARD int dtb_enter(struct dtb_writer *writer, const struct dtb_node *node,
                            struct dtb_cursor *cursor);

/*
 * Moves the cursor behind a property of the node that it is in, or behind the last one. Returns
 * HAL_OK, or HAL_ERR_ABSENT and in @p end where the properties end.
 */
HAL_NODISCARD int dtb_seek(struct dtb_cursor *cursor, const char *name, uint32_t *end);

/* Whether a name has a '/', which no node's may. */
static inline bool dtb_has_slash(const char *name)
{
    while (*name != '\0' && *name != '/') {
        name++;
    }
    return *name == '/';
}

/* Offset of the end of the strings block, behind which there is room. */
static inline uint32_t dtb_used(const struct dtb_writer *writer)
{
    return writer->tree.strings + writer->tree.strings_size;
}

/*
 * Checks that there is room for @p fixed bytes and @p data bytes in whole cells of the structure
 * block, and for @p string bytes in the strings block. The latter two may have any value.
 */
HAL_NODISCARD int dtb_check_room(struct dtb_writer *writer, uint32_t fixed, size_t data,
                                 size_t string);

/* Inserts bytes into the structure block. The caller has checked that there is room. */
unsigned char *dtb_insert(struct dtb_writer *writer, uint32_t position, uint32_t size);

/* Writes sizes and offsets into the header, after they have changed in the tree. */
void dtb_write_header(struct dtb_writer *writer);

#endif
