/* SPDX-License-Identifier: MIT */
/*
 * What machine.c finds in a device tree, for the files that use it afterwards.
 */
#ifndef SBI_TREE_H
#define SBI_TREE_H

#include <fdt/read.h>
#include <fdt/values.h>
#include <fdt/write.h>
#include <sbi/machine.h>

enum {
    SBI_TREE_HARTS = 32,
    SBI_TREE_PORTS = 4,
    SBI_TREE_SYSCONS = 4,
    SBI_TREE_HIDDEN = 6,
};

/* A node that has not been found has no tree. */
struct sbi_tree {
    struct sbi_machine *machine;
    struct dtb blob;
    struct dtb_writer writer;
    const char *stdout_path;
    uint64_t mtime; /**< Of an ACLINT. */
    struct dtb_range mtimecmp;
    struct dtb_node root;
    struct dtb_node aliases;
    struct dtb_node reserved;
    struct dtb_node power_off;
    struct dtb_node reboot;
    struct dtb_node ports[SBI_TREE_PORTS];
    struct dtb_node syscons[SBI_TREE_SYSCONS];
    struct dtb_node hidden[SBI_TREE_HIDDEN]; /**< Devices of machine mode. */
    struct dtb_node surplus[SBI_TREE_HARTS]; /**< Harts that the supervisor does not have. */
    unsigned clint_count;
    bool is_full; /**< There was more than places for it. */
    unsigned port_count, syscon_count, hidden_count, surplus_count;
};

/* A property of one cell, or else what the node has without it. */
static inline uint32_t sbi_tree_cell(const struct dtb_node *node, const char *name,
                                     uint32_t otherwise)
{
    uint32_t value;

    return dtb_get_u32(node, name, &value) == HAL_OK ? value : otherwise;
}

/* A string, or NULL. */
static inline const char *sbi_tree_string(const struct dtb_node *node, const char *name)
{
    const char *string;

    return dtb_get_string(node, name, &string) == HAL_OK ? string : NULL;
}

/* Remembers a node that the next stage is not to see. */
void sbi_tree_hide(struct sbi_tree *tree, const struct dtb_node *node);

/* Reads which counters count what. */
void sbi_tree_read_pmu(struct sbi_pmu *pmu, const struct dtb_node *node);

/* Without such a node, the two counters of every core count what they are called after. */
void sbi_tree_add_fixed_counters(struct sbi_pmu *pmu);

/* Sets the console: the port that stdout-path names if there is a driver, or the board's. */
void sbi_tree_find_console(struct sbi_tree *tree);

/* Changes the tree to what the next stage is to see. */
HAL_NODISCARD int sbi_tree_hand_over(struct sbi_tree *tree);

#endif
