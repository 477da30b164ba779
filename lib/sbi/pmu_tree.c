/* SPDX-License-Identifier: MIT */
/*
 * Which counters count what, from the node that the binding "riscv,pmu" describes.
 */
#include "pmu_counters.h"
#include "tree.h"

enum {
    EVENT_CYCLES = 1, /* SBI, chapter 11. */
    EVENT_INSTRUCTIONS = 2,
};

static void add_range(struct sbi_pmu *pmu, uint64_t first, uint64_t last, uint64_t counters)
{
    if (pmu->range_count < SBI_PMU_RANGES) {
        pmu->ranges[pmu->range_count++] =
            (struct sbi_pmu_range){(uint32_t)first, (uint32_t)last, (uint32_t)counters};
        pmu->counters |= (uint32_t)counters & ~2U; /* Number 1 is the time. */
    }
}

static void read_ranges(struct sbi_pmu *pmu, const struct dtb_node *node)
{
    struct dtb_property list;
    uint64_t first;
    uint64_t last;
    uint64_t counters;

    if (dtb_get(node, "riscv,event-to-mhpmcounters", &list) != HAL_OK) {
        return;
    }
    while (dtb_next_cells(&list, 1, &first) > 0 && dtb_next_cells(&list, 1, &last) > 0 &&
           dtb_next_cells(&list, 1, &counters) > 0) {
        add_range(pmu, first, last, counters);
    }
}

static void read_selectors(struct sbi_pmu *pmu, const struct dtb_node *node)
{
    struct dtb_property list;
    uint64_t event;
    uint64_t selector;

    if (dtb_get(node, "riscv,event-to-mhpmevent", &list) != HAL_OK) {
        return;
    }
    while (pmu->selector_count < SBI_PMU_SELECTORS && dtb_next_cells(&list, 1, &event) > 0 &&
           dtb_next_cells(&list, 2, &selector) > 0) {
        pmu->selectors[pmu->selector_count].event = (uint32_t)event;
        pmu->selectors[pmu->selector_count++].selector = selector;
    }
}

void sbi_tree_read_pmu(struct sbi_pmu *pmu, const struct dtb_node *node)
{
    read_ranges(pmu, node);
    read_selectors(pmu, node);
}

void sbi_tree_add_fixed_counters(struct sbi_pmu *pmu)
{
    if (pmu->range_count == 0) {
        add_range(pmu, EVENT_CYCLES, EVENT_CYCLES, 1U << SBI_COUNTER_CYCLE);
        add_range(pmu, EVENT_INSTRUCTIONS, EVENT_INSTRUCTIONS, 1U << SBI_COUNTER_INSTRET);
    }
}
