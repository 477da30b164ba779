/* SPDX-License-Identifier: MIT */
/*
 * Room for additions, and the memory reservation block.
 *
 * The blocks are in order, and the strings block is the last, so what is inserted moves everything
 * up to its end.
 */
#include "write.h"

#include <string.h>

int dtb_check_room(struct dtb_writer *writer, uint32_t fixed, size_t data, size_t string)
{
    const uint32_t room = writer->capacity - dtb_used(writer);
    const uint64_t cells = ((uint64_t)data + DTB_CELL - 1) / DTB_CELL * DTB_CELL;

    if (data > room || string > room || fixed + cells + string > room) {
        return dtb_fail(&writer->tree, HAL_ERR_UNSUPPORTED, "the buffer has no room",
                        dtb_used(writer));
    }
    return HAL_OK;
}

void dtb_write_header(struct dtb_writer *writer)
{
    struct dtb *const tree = &writer->tree;

    if (tree->total_size < dtb_used(writer)) {
        tree->total_size = dtb_used(writer);
    }
    dtb_store(writer->blob + DTB_AT_TOTAL_SIZE, tree->total_size);
    dtb_store(writer->blob + DTB_AT_STRUCTURE, tree->structure);
    dtb_store(writer->blob + DTB_AT_STRUCTURE_SIZE, tree->structure_size);
    dtb_store(writer->blob + DTB_AT_STRINGS, tree->strings);
    dtb_store(writer->blob + DTB_AT_STRINGS_SIZE, tree->strings_size);
}

/* Moves bytes up by whole cells. A memmove copies byte by byte what is not aligned to 8. */
static void move_up(unsigned char *from, size_t size, size_t distance)
{
    unsigned char *end = from + size;

    while (end > from && (uintptr_t)end % DTB_CELL != 0) {
        end--;
        end[distance] = *end;
    }
    while (end - from >= 4 * DTB_CELL) {
        end -= 4 * DTB_CELL;
        const dtb_cell *const cells = (const dtb_cell *)(const void *)end;
        const uint32_t a = cells[0], b = cells[1], c = cells[2], d = cells[3];
        dtb_set_word(end + distance, a);
        dtb_set_word(end + distance + DTB_CELL, b);
        dtb_set_word(end + distance + 2 * DTB_CELL, c);
        dtb_set_word(end + distance + 3 * DTB_CELL, d);
    }
    while (end > from) {
        end--;
        end[distance] = *end;
    }
}

unsigned char *dtb_insert(struct dtb_writer *writer, uint32_t position, uint32_t size)
{
    unsigned char *const place = writer->blob + position;

    move_up(place, dtb_used(writer) - position, size);
    writer->tree.structure_size += size;
    writer->tree.strings += size;
    if (position <= writer->tree.root_end) {
        writer->tree.root_end += size;
    }
    return place;
}

int dtb_add_room(struct dtb_writer *writer, uint32_t size)
{
    struct dtb *const tree = &writer->tree;

    if (size > writer->capacity - tree->total_size) {
        return dtb_fail(tree, HAL_ERR_UNSUPPORTED, "the buffer has no room", DTB_AT_TOTAL_SIZE);
    }
    tree->total_size += size;
    dtb_write_header(writer);
    return HAL_OK;
}

int dtb_add_reservation(struct dtb_writer *writer, uint64_t base, uint64_t size)
{
    struct dtb *const tree = &writer->tree;
    const uint32_t last = tree->reservations + tree->reservation_count * DTB_RESERVATION_SIZE;
    const uint32_t entry_end = last + DTB_RESERVATION_SIZE;

    if (size == 0) {
        return HAL_ERR_INVALID;
    }
    if (tree->structure - entry_end < DTB_RESERVATION_SIZE) {
        const int status = dtb_check_room(writer, DTB_RESERVATION_SIZE, 0, 0);
        if (status != HAL_OK) {
            return status;
        }
        memmove(writer->blob + entry_end, writer->blob + last, dtb_used(writer) - last);
        tree->structure += DTB_RESERVATION_SIZE;
        tree->strings += DTB_RESERVATION_SIZE;
        tree->root_end += DTB_RESERVATION_SIZE;
    }
    unsigned char *const entry = writer->blob + last;
    dtb_store(entry, (uint32_t)(base >> 32));
    dtb_store(entry + 4, (uint32_t)base);
    dtb_store(entry + 8, (uint32_t)(size >> 32));
    dtb_store(entry + 12, (uint32_t)size);
    memset(entry + DTB_RESERVATION_SIZE, 0, DTB_RESERVATION_SIZE);
    tree->reservation_count++;
    dtb_write_header(writer);
    return HAL_OK;
}
