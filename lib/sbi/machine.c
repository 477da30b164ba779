/* SPDX-License-Identifier: MIT */
/*
 * Reads the machine from its device tree, in one pass.
 *
 * A node may refer to one that comes later, so references are kept and looked up after the pass.
 */
#include "tree.h"

#include <clint.h>
#include <rt/hart.h>

#include <stddef.h>
#include <string.h>

enum {
    TREE_MAX = 1 << 20,
    CLINT_SIZE = 0x10000,
};

static int refuse(struct sbi_tree *tree, const char *error)
{
    tree->machine->error = error;
    return HAL_ERR_UNSUPPORTED;
}

bool sbi_tree_range(const struct dtb_node *node, struct sbi_range *range)
{
    struct dtb_property reg;
    struct dtb_range found;

    if (dtb_get(node, "reg", &reg) != HAL_OK || dtb_next_reg(&reg, node, &found) <= 0) {
        return false;
    }
    *range = (struct sbi_range){found.base, found.size};
    return true;
}

static int read_cpus(void *context, const struct dtb_node *node)
{
    struct sbi_tree *const tree = (struct sbi_tree *)context;

    tree->machine->timebase_hz = sbi_tree_cell(node, "timebase-frequency", 0);
    return 0;
}

/* Whether the firmware has an area for a hart. */
static bool is_own(uint64_t id)
{
    const unsigned count = rt_hart_count();
    unsigned number = 0;

    while (number < count && rt_hart_id(number) != id) {
        number++;
    }
    return id < SBI_HART_IDS && number < count;
}

/* A hart without mmu-type has no supervisor mode. */
static int read_cpu(void *context, const struct dtb_node *node)
{
    struct sbi_tree *const tree = (struct sbi_tree *)context;
    struct dtb_property mmu;
    struct sbi_range id;

    if (!sbi_tree_range(node, &id) || !dtb_is_enabled(node)) {
        return 0;
    }
    if (tree->machine->timebase_hz == 0) {
        tree->machine->timebase_hz = sbi_tree_cell(node, "timebase-frequency", 0);
    }
    if (is_own(id.base) && dtb_get(node, "mmu-type", &mmu) == HAL_OK) {
        tree->machine->harts |= UINT32_C(1) << id.base;
    } else if (tree->surplus_count < SBI_TREE_HARTS) {
        tree->surplus[tree->surplus_count++] = node->offset;
    } else {
        tree->is_full = true;
    }
    return 0;
}

static int read_memory(void *context, const struct dtb_node *node)
{
    struct sbi_machine *const machine = ((struct sbi_tree *)context)->machine;
    struct dtb_property reg;
    struct dtb_range range;

    if (dtb_get(node, "reg", &reg) != HAL_OK) {
        return 0;
    }
    while (machine->ram_count < SBI_RAM_RANGES && dtb_next_reg(&reg, node, &range) > 0) {
        machine->ram[machine->ram_count++] = (struct sbi_range){range.base, range.size};
    }
    return 0;
}

static int read_chosen(void *context, const struct dtb_node *node)
{
    struct sbi_tree *const tree = (struct sbi_tree *)context;

    tree->stdout_path = sbi_tree_string(node, "stdout-path");
    return 0;
}

static int read_aliases(void *context, const struct dtb_node *node)
{
    ((struct sbi_tree *)context)->aliases = *node;
    return 0;
}

static int read_reserved(void *context, const struct dtb_node *node)
{
    ((struct sbi_tree *)context)->reserved = *node;
    return 0;
}

/* A CLINT, or what an ACLINT has of it for software interrupts: both begin with msip. */
static int read_clint(void *context, const struct dtb_node *node)
{
    struct sbi_tree *const tree = (struct sbi_tree *)context;

    tree->clint_count++;
    if (sbi_tree_range(node, &tree->machine->clint)) {
        tree->machine->clint.size = CLINT_SIZE;
        sbi_tree_hide(tree, node->offset);
    }
    return 0;
}

/* The timer of an ACLINT: the addresses of mtime and of mtimecmp. */
static int read_mtimer(void *context, const struct dtb_node *node)
{
    struct sbi_tree *const tree = (struct sbi_tree *)context;
    struct dtb_property reg;
    struct dtb_range mtime;

    if (dtb_get(node, "reg", &reg) == HAL_OK && dtb_next_reg(&reg, node, &mtime) > 0 &&
        dtb_next_reg(&reg, node, &tree->mtimecmp) > 0) {
        tree->mtime = mtime.base;
        sbi_tree_hide(tree, node->offset);
    }
    return 0;
}

static int read_aplic(void *context, const struct dtb_node *node)
{
    (void)node;
    return refuse((struct sbi_tree *)context,
                  "the machine has an Advanced Interrupt Architecture (APLIC, IMSIC), for which "
                  "this firmware has no driver: start it without, as QEMU does with aia=none");
}

/* Banks one behind the other are one range. */
static int read_flash(void *context, const struct dtb_node *node)
{
    struct sbi_range *const flash = &((struct sbi_tree *)context)->machine->flash;
    struct dtb_property reg;
    struct dtb_range bank;

    if (flash->size != 0 || dtb_get(node, "reg", &reg) != HAL_OK) {
        return 0;
    }
    while (dtb_next_reg(&reg, node, &bank) > 0 &&
           (flash->size == 0 || bank.base == flash->base + flash->size)) {
        flash->base = flash->size == 0 ? bank.base : flash->base;
        flash->size += bank.size;
    }
    return 0;
}

static int read_ns16550(void *context, const struct dtb_node *node)
{
    sbi_tree_read_port((struct sbi_tree *)context, node, true);
    return 0;
}

static int read_sifive_uart(void *context, const struct dtb_node *node)
{
    sbi_tree_read_port((struct sbi_tree *)context, node, false);
    return 0;
}

static int read_syscon(void *context, const struct dtb_node *node)
{
    struct sbi_tree *const tree = (struct sbi_tree *)context;
    struct sbi_tree_syscon *const syscon = &tree->syscons[tree->syscon_count];

    if (tree->syscon_count < SBI_TREE_SYSCONS && sbi_tree_range(node, &syscon->range)) {
        syscon->phandle = node->phandle;
        syscon->node = node->offset;
        syscon->is_test = false;
        tree->syscon_count++;
    }
    return 0;
}

/* Called after read_syscon, for the same node. */
static int read_test(void *context, const struct dtb_node *node)
{
    struct sbi_tree *const tree = (struct sbi_tree *)context;

    if (tree->syscon_count > 0 && tree->syscons[tree->syscon_count - 1].node == node->offset) {
        tree->syscons[tree->syscon_count - 1].is_test = true;
    }
    return 0;
}

static void read_reset(struct sbi_tree_reset *reset, const struct dtb_node *node)
{
    reset->is_there = dtb_get_u32(node, "regmap", &reset->syscon) == HAL_OK &&
                      dtb_get_u32(node, "value", &reset->value) == HAL_OK;
    reset->node = node->offset;
    reset->offset = sbi_tree_cell(node, "offset", 0);
}

static int read_power_off(void *context, const struct dtb_node *node)
{
    read_reset(&((struct sbi_tree *)context)->power_off, node);
    return 0;
}

static int read_reboot(void *context, const struct dtb_node *node)
{
    read_reset(&((struct sbi_tree *)context)->reboot, node);
    return 0;
}

static int read_pmu(void *context, const struct dtb_node *node)
{
    sbi_tree_read_pmu(&((struct sbi_tree *)context)->machine->pmu, node);
    return 0;
}

static int read_root(void *context, const struct dtb_node *node)
{
    ((struct sbi_tree *)context)->root = *node;
    return 0;
}

static const struct dtb_rule rules[] = {
    {.path = "/", .handler = read_root},
    {.path = "/cpus", .handler = read_cpus},
    {.path = "/cpus/cpu", .handler = read_cpu},
    {.path = "/memory", .handler = read_memory},
    {.path = "/chosen", .handler = read_chosen},
    {.path = "/aliases", .handler = read_aliases},
    {.path = "/reserved-memory", .handler = read_reserved},
    {DTB_COMPATIBLE("riscv,clint0"), .handler = read_clint},
    {DTB_COMPATIBLE("riscv,aclint-mswi"), .handler = read_clint},
    {DTB_COMPATIBLE("riscv,aclint-mtimer"), .handler = read_mtimer},
    {DTB_COMPATIBLE("riscv,aplic"), .handler = read_aplic},
    {DTB_COMPATIBLE("riscv,imsics"), .handler = read_aplic},
    {DTB_COMPATIBLE("cfi-flash"), .handler = read_flash},
    {DTB_COMPATIBLE("ns16550a"), .handler = read_ns16550},
    {DTB_COMPATIBLE("sifive,uart0"), .handler = read_sifive_uart},
    {DTB_COMPATIBLE("syscon"), .handler = read_syscon},
    {DTB_COMPATIBLE("sifive,test0"), .handler = read_test},
    {DTB_COMPATIBLE("syscon-poweroff"), .handler = read_power_off},
    {DTB_COMPATIBLE("syscon-reboot"), .handler = read_reboot},
    {DTB_COMPATIBLE("riscv,pmu"), .handler = read_pmu},
};

/* The device that a store is to. */
static const struct sbi_tree_syscon *syscon_of(const struct sbi_tree *tree,
                                               const struct sbi_tree_reset *reset)
{
    for (unsigned i = 0; i < tree->syscon_count; i++) {
        if (tree->syscons[i].phandle == reset->syscon) {
            return &tree->syscons[i];
        }
    }
    return NULL;
}

/* A device that does nothing else is the firmware's; another one the supervisor may need. */
static struct sbi_store store_of(struct sbi_tree *tree, const struct sbi_tree_reset *reset)
{
    const struct sbi_tree_syscon *const syscon = reset->is_there ? syscon_of(tree, reset) : NULL;

    if (syscon == NULL || syscon->range.size < sizeof(uint32_t) ||
        reset->offset > syscon->range.size - sizeof(uint32_t)) {
        return (struct sbi_store){NULL, 0};
    }
    if (syscon->is_test) {
        if (tree->machine->reset_device.size == 0) {
            sbi_tree_hide(tree, syscon->node);
        }
        tree->machine->reset_device = syscon->range;
        sbi_tree_hide(tree, reset->node);
    }
    return (struct sbi_store){(uint32_t *)(uintptr_t)(syscon->range.base + reset->offset),
                              reset->value};
}

/* What the firmware can't do without. */
static int check(struct sbi_tree *tree)
{
    const struct sbi_machine *const machine = tree->machine;
    const uint64_t clint = machine->clint.base;

    if (machine->clint.size == 0) {
        return refuse(tree, "the device tree has no CLINT and no ACLINT, for which this firmware "
                            "has a driver");
    }
    if (tree->mtime != 0 &&
        (tree->mtime != clint + CLINT_MTIME || tree->mtimecmp.base != clint + CLINT_MTIMECMP)) {
        return refuse(tree, "the ACLINT's timer is not where that of a CLINT is");
    }
    if (tree->clint_count > 1) {
        return refuse(tree, "the machine has more than one CLINT or ACLINT");
    }
    if (tree->is_full) {
        return refuse(tree, "the device tree has more to hide than this firmware has places for");
    }
    if ((uintptr_t)clint != clint ||
        (uintptr_t)machine->reset_device.base != machine->reset_device.base) {
        return refuse(tree, "the machine has devices where this firmware can't reach them");
    }
    if (machine->timebase_hz == 0) {
        return refuse(tree, "the device tree has no timebase-frequency");
    }
    if (machine->ram_count == 0) {
        return refuse(tree, "the device tree has no memory");
    }
    return HAL_OK;
}

static __attribute__((section(".noinit"))) struct sbi_tree tree;

int sbi_machine_read(struct sbi_machine *machine, const void *device_tree)
{
    struct dtb *const blob = &tree.blob;

    memset(&tree, 0, offsetof(struct sbi_tree, ports));
    tree.machine = machine;
    *machine = (struct sbi_machine){.device_tree = (void *)(uintptr_t)device_tree};
    int status = dtb_open(blob, device_tree, TREE_MAX);
    if (status == HAL_OK) {
        status = dtb_walk(blob, rules, sizeof(rules) / sizeof(rules[0]), &tree);
    }
    if (status == HAL_OK) {
        sbi_tree_add_fixed_counters(&machine->pmu);
        machine->power_off = store_of(&tree, &tree.power_off);
        machine->reboot = store_of(&tree, &tree.reboot);
        sbi_tree_find_console(&tree);
        status = check(&tree);
    }
    if (status == HAL_OK) {
        status = sbi_tree_hand_over(&tree);
    }
    if (status < 0 && machine->error == NULL) {
        machine->error = blob->error != NULL              ? blob->error
                         : tree.writer.tree.error != NULL ? tree.writer.tree.error
                                                          : "the device tree can't be changed";
    }
    return status;
}
