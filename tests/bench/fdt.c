/* SPDX-License-Identifier: MIT */
/*
 * What a firmware needs of QEMU's device tree: checked and found in one walk.
 */
#include "bench.h"

#include <fdt/values.h>
#include <rt/boot.h>

enum {
    TREE_MAX = 16384
};

struct machine {
    unsigned harts;
    uint32_t timebase;
    struct dtb_range memory;
};

static int add_hart(void *context, const struct dtb_node *node)
{
    struct dtb_property reg;
    struct dtb_range id;

    ((struct machine *)context)->harts += dtb_is_enabled(node) &&
                                          dtb_get(node, "reg", &reg) == HAL_OK &&
                                          dtb_next_reg(&reg, node, &id) > 0;
    return 0;
}

static int take_timebase(void *context, const struct dtb_node *node)
{
    return dtb_get_u32(node, "timebase-frequency", &((struct machine *)context)->timebase);
}

static int take_memory(void *context, const struct dtb_node *node)
{
    struct dtb_property reg;
    const int status = dtb_get(node, "reg", &reg);

    return status == HAL_OK && dtb_next_reg(&reg, node, &((struct machine *)context)->memory) <= 0
               ? HAL_ERR_CORRUPT
               : status;
}

static const struct dtb_rule rules[] = {
    {.path = "/cpus", .handler = take_timebase},
    {.path = "/cpus/cpu", .handler = add_hart},
    {.path = "/memory", .handler = take_memory},
};

static int find(const void *blob, struct machine *machine)
{
    struct dtb tree;
    const int status = dtb_open(&tree, blob, TREE_MAX);

    return status == HAL_OK ? dtb_walk(&tree, rules, sizeof(rules) / sizeof(rules[0]), machine)
                            : status;
}

int main(void)
{
    const void *const blob = rt_boot_args.device_tree;
    struct machine machine = {0};
    int status;
    const unsigned long count = BENCH_COUNT(status = find(blob, &machine));

    if (status != HAL_OK || machine.harts != 1 || machine.timebase != 10000000 ||
        machine.memory.base != 0x80000000 || machine.memory.size != 0x8000000) {
        return 1;
    }
    bench_report("fdt.find", count, 1);
    return 0;
}
