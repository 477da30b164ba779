/* SPDX-License-Identifier: MIT */
/*
 * Makes of the machine's device tree what the next stage is to see, in place.
 */
#include "tree.h"

#include <rt/regions.h>

#include <string.h>

enum {
    /* The firmware's memory, and a status for each hart. */
    ROOM = 192 + 24 * SBI_TREE_HARTS,
    /* U-Boot extends the tree where it is, by 12 KiB, whatever is behind it. */
    ROOM_OF_NEXT = 16384,
    PAGE = 4096,
};

void sbi_tree_hide(struct sbi_tree *tree, uint32_t node)
{
    if (tree->hidden_count < SBI_TREE_HIDDEN) {
        tree->hidden[tree->hidden_count++] = node;
    } else {
        tree->is_full = true;
    }
}

/* The node at an offset, for functions of the writer, which find all else themselves. */
static struct dtb_node node_at(struct sbi_tree *tree, uint32_t offset)
{
    return (struct dtb_node){.tree = &tree->writer.tree, .offset = offset, .depth = 1};
}

/* A hart that is not the supervisor's stays in the tree, because other nodes refer to it. */
static int disable(struct dtb_writer *writer, const struct dtb_node *node)
{
    static const char status[] = "fail";
    const int set = dtb_set_property(writer, node, "status", status, sizeof(status));

    if (set == HAL_OK ||
        (set == HAL_ERR_INVALID && dtb_nop_property(writer, node, "status") != HAL_OK)) {
        return set;
    }
    return dtb_append_string(writer, node, "status", status);
}

/* "firmware@80000000" */
static void put_name(char name[], uintptr_t base)
{
    unsigned digits = 1;

    memcpy(name, "firmware@", 9);
    while (digits < 2 * sizeof(base) && base >> 4 * digits != 0) {
        digits++;
    }
    for (unsigned i = 0; i < digits; i++) {
        name[9 + i] = "0123456789abcdef"[base >> 4 * (digits - 1 - i) & 15];
    }
    name[9 + digits] = '\0';
}

/* The firmware's memory, which the next stage must not even map. Of two ranges the second is in
 * RAM: code in flash is in no memory of the tree. */
static int reserve_firmware(struct sbi_tree *tree)
{
    struct rt_region list[2];
    const struct rt_region *const in_ram = &list[rt_regions_of_firmware(list) - 1];
    const uintptr_t base = in_ram->base / PAGE * PAGE;
    const uintptr_t end = (in_ram->base + in_ram->size + PAGE - 1) / PAGE * PAGE;
    char name[9 + 2 * sizeof(base) + 1];

    put_name(name, base);
    return dtb_reserve_unmapped(&tree->writer, &tree->root,
                                tree->reserved.tree != NULL ? &tree->reserved : NULL, name,
                                (struct dtb_range){base, end - base});
}

/* Changes the harts behind an offset, or those before it. Appending moves what follows, so the last
 * comes first. */
static int disable_harts(struct sbi_tree *tree, bool is_behind, uint32_t offset)
{
    int status = HAL_OK;

    for (unsigned i = tree->surplus_count; status == HAL_OK && i > 0; i--) {
        if ((tree->surplus[i - 1] > offset) == is_behind) {
            const struct dtb_node node = node_at(tree, tree->surplus[i - 1]);
            status = disable(&tree->writer, &node);
        }
    }
    return status;
}

int sbi_tree_hand_over(struct sbi_tree *tree)
{
    struct dtb_writer *const writer = &tree->writer;
    /* Where the firmware's memory is appended. */
    const uint32_t place = tree->reserved.tree != NULL ? tree->reserved.offset : UINT32_MAX;
    int status = dtb_writer_continue(writer, &tree->blob, tree->machine->device_tree,
                                     tree->blob.total_size + ROOM + ROOM_OF_NEXT);

    for (unsigned i = 0; status == HAL_OK && i < tree->hidden_count; i++) {
        const struct dtb_node node = node_at(tree, tree->hidden[i]);
        status = dtb_nop_node(writer, &node);
    }
    if (status == HAL_OK) {
        status = disable_harts(tree, true, place);
    }
    if (status == HAL_OK) {
        status = reserve_firmware(tree);
    }
    if (status == HAL_OK) {
        status = disable_harts(tree, false, place);
    }
    return status == HAL_OK ? dtb_add_room(writer, ROOM_OF_NEXT) : status;
}
