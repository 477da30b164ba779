/* SPDX-License-Identifier: MIT */
/*
 * Makes of the machine's device tree what the next stage is to see, in place.
 */
#include "tree.h"

#include <rt/image.h>

#include <string.h>

enum {
    ROOM = 256, /* What is appended is less. */
    PAGE = 4096,
};

void sbi_tree_hide(struct sbi_tree *tree, const struct dtb_node *node)
{
    if (tree->hidden_count < SBI_TREE_HIDDEN) {
        tree->hidden[tree->hidden_count++] = *node;
    }
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

/* The firmware's memory, which the next stage must not even map. */
static int reserve_firmware(struct sbi_tree *tree)
{
    const bool is_in_ram = (uintptr_t)rt_stack_guard - (uintptr_t)rt_rodata_end < PAGE * 16;
    const uintptr_t first = is_in_ram ? (uintptr_t)rt_text_start : (uintptr_t)rt_stack_guard;
    const uintptr_t base = first / PAGE * PAGE;
    const uintptr_t end = ((uintptr_t)rt_heap_end + PAGE - 1) / PAGE * PAGE;
    char name[9 + 2 * sizeof(base) + 1];

    put_name(name, base);
    return dtb_reserve_unmapped(&tree->writer, &tree->root,
                                tree->reserved.tree != NULL ? &tree->reserved : NULL, name,
                                (struct dtb_range){base, end - base});
}

/* Appending moves what follows: nodes are hidden first, and harts changed from the last on. */
int sbi_tree_hand_over(struct sbi_tree *tree)
{
    struct dtb_writer *const writer = &tree->writer;
    int status = dtb_writer_continue(writer, &tree->blob, tree->machine->device_tree,
                                     tree->blob.total_size + ROOM);

    for (unsigned i = 0; status == HAL_OK && i < tree->hidden_count; i++) {
        status = dtb_nop_node(writer, &tree->hidden[i]);
    }
    if (status == HAL_OK) {
        status = reserve_firmware(tree);
    }
    for (unsigned i = tree->surplus_count; status == HAL_OK && i > 0; i--) {
        status = disable(writer, &tree->surplus[i - 1]);
    }
    return status;
}
