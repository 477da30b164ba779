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

/* A port that a driver of this library is for. */
struct sbi_tree_port {
    const char *name; /**< Of its node. */
    uintptr_t base;
    uint32_t reg_offset, reg_shift; /**< Of an ns16550a. */
    bool is_ns16550;
};

/* A device of several uses, one of which may be to reset the machine. */
struct sbi_tree_syscon {
    uint32_t phandle;
    uint32_t node; /**< Offset of its node. */
    bool is_test;  /**< It does nothing but reset the machine. */
    struct sbi_range range;
};

/* A store to such a device (the bindings syscon-poweroff and syscon-reboot). */
struct sbi_tree_reset {
    bool is_there;
    uint32_t node;   /**< Offset of its node. */
    uint32_t syscon; /**< The device's phandle. */
    uint32_t offset; /**< In the device. */
    uint32_t value;
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
    struct sbi_tree_reset power_off;
    struct sbi_tree_reset reboot;
    unsigned clint_count;
    bool is_full; /**< There was more than places for it. */
    unsigned port_count, syscon_count, hidden_count, surplus_count;
    /* What follows has no value at first. */
    struct sbi_tree_port ports[SBI_TREE_PORTS];
    struct sbi_tree_syscon syscons[SBI_TREE_SYSCONS];
    uint32_t hidden[SBI_TREE_HIDDEN]; /**< Nodes of devices of machine mode, by their offsets. */
    uint32_t surplus[SBI_TREE_HARTS]; /**< Harts that the supervisor does not have. */
};

/* A property of one cell, or else what the node has without it. */
static inline uint32_t sbi_tree_cell(const struct dtb_node *node, const char *name,
                                     uint32_t otherwise)
{
    uint32_t value;

    return dtb_get_u32(node, name, &value) == HAL_OK ? value : otherwise;
}

/* The first range of reg. Returns false if there is none. */
bool sbi_tree_range(const struct dtb_node *node, struct sbi_range *range);

/* A string, or NULL. */
static inline const char *sbi_tree_string(const struct dtb_node *node, const char *name)
{
    const char *string;

    return dtb_get_string(node, name, &string) == HAL_OK ? string : NULL;
}

/* Remembers the node at an offset, which the next stage is not to see. */
void sbi_tree_hide(struct sbi_tree *tree, uint32_t node);

/* Reads a port of the console. */
void sbi_tree_read_port(struct sbi_tree *tree, const struct dtb_node *node, bool is_ns16550);

/* Reads which counters count what. */
void sbi_tree_read_pmu(struct sbi_pmu *pmu, const struct dtb_node *node);

/* Without such a node, the two counters of every core count what they are called after. */
void sbi_tree_add_fixed_counters(struct sbi_pmu *pmu);

/* Sets the console: the port that stdout-path names if there is a driver, or the board's. */
void sbi_tree_find_console(struct sbi_tree *tree);

/* Changes the tree to what the next stage is to see. */
HAL_NODISCARD int sbi_tree_hand_over(struct sbi_tree *tree);

#endif
