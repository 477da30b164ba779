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
    CELLS_MAX = 4,
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

static unsigned put_cells(unsigned char *bytes, unsigned cells, uint64_t value)
{
    for (unsigned i = 0; i < 4 * cells; i++) {
        const unsigned shift = 8 * (4 * cells - 1 - i);
        bytes[i] = (unsigned char)(shift < 64 ? value >> shift : 0);
    }
    return 4 * cells;
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
static int add_firmware(struct dtb_writer *writer, const struct dtb_node *parent)
{
    const bool is_in_ram = (uintptr_t)rt_stack_guard - (uintptr_t)rt_rodata_end < PAGE * 16;
    const uintptr_t first = is_in_ram ? (uintptr_t)rt_text_start : (uintptr_t)rt_stack_guard;
    const uintptr_t base = first / PAGE * PAGE;
    const uintptr_t size = ((uintptr_t)rt_heap_end - base + PAGE - 1) / PAGE * PAGE;
    unsigned char reg[2 * CELLS_MAX * 4];
    char name[9 + 2 * sizeof(base) + 1];
    struct dtb_node node;

    put_name(name, base);
    int status = dtb_append_node(writer, parent, name, &node);
    unsigned used = put_cells(reg, parent->child_address_cells, base);
    used += put_cells(reg + used, parent->child_size_cells, size);
    if (status == HAL_OK) {
        status = dtb_append_property(writer, &node, "reg", reg, used);
    }
    if (status == HAL_OK) {
        status = dtb_append_property(writer, &node, "no-map", NULL, 0);
    }
    return status;
}

static int make_parent(struct sbi_tree *tree, struct dtb_node *parent)
{
    struct dtb_writer *const writer = &tree->writer;
    int status = dtb_append_node(writer, &tree->root, "reserved-memory", parent);

    if (status == HAL_OK) {
        status = dtb_append_u32(writer, parent, "#address-cells", 2);
    }
    if (status == HAL_OK) {
        status = dtb_append_u32(writer, parent, "#size-cells", 2);
    }
    if (status == HAL_OK) {
        status = dtb_append_property(writer, parent, "ranges", NULL, 0);
    }
    parent->child_address_cells = 2;
    parent->child_size_cells = 2;
    return status;
}

/* Appending moves what follows: nodes are hidden first, and harts changed from the last on. */
int sbi_tree_hand_over(struct sbi_tree *tree)
{
    struct dtb_writer *const writer = &tree->writer;
    struct dtb_node parent = tree->reserved;
    int status;

    status = dtb_writer_open(writer, tree->machine->device_tree, writer->tree.total_size + ROOM);
    for (unsigned i = 0; status == HAL_OK && i < tree->hidden_count; i++) {
        status = dtb_nop_node(writer, &tree->hidden[i]);
    }
    if (status == HAL_OK && parent.tree == NULL) {
        status = make_parent(tree, &parent);
    }
    if (status == HAL_OK) {
        status = add_firmware(writer, &parent);
    }
    for (unsigned i = tree->surplus_count; status == HAL_OK && i > 0; i--) {
        status = disable(writer, &tree->surplus[i - 1]);
    }
    return status;
}
