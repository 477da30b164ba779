/* SPDX-License-Identifier: MIT */
/*
 * The console that the device tree names, by the drivers of this library.
 */
#include "tree.h"

#include <ns16550.h>
#include <rt/board.h>
#include <sifive_uart.h>

#include <string.h>

static struct ns16550_state ns16550_state;
static struct ns16550 ns16550;
static struct sifive_uart_state sifive_state;
static struct sifive_uart sifive;

/* Whether a path ends in the name: "/soc/serial@10000000:115200" does in "serial@10000000". */
static bool ends_in(const char *path, const char *name)
{
    const char *last = path;
    size_t length = 0;

    for (; *path != '\0' && *path != ':'; path++) {
        last = *path == '/' ? path + 1 : last;
        length = (size_t)(path + 1 - last);
    }
    return strncmp(last, name, length) == 0 && name[length] == '\0';
}

/* The path itself, or what an alias of this name stands for. */
static const char *resolve(const struct sbi_tree *tree, const char *path)
{
    char alias[16];
    const char *whole = NULL;
    const size_t length = strcspn(path, ":");

    if (path[0] != '/' && tree->aliases.tree != NULL && length < sizeof(alias)) {
        memcpy(alias, path, length);
        alias[length] = '\0';
        whole = sbi_tree_string(&tree->aliases, alias);
    }
    return whole != NULL ? whole : path;
}

static const struct hal_uart *make_ns16550(const struct dtb_node *node, uintptr_t base)
{
    ns16550.uart.ops = &ns16550_uart_ops;
    ns16550.base = base + sbi_tree_cell(node, "reg-offset", 0);
    ns16550.reg_shift = (uint8_t)sbi_tree_cell(node, "reg-shift", 0);
    ns16550.timer = board_timer;
    ns16550.state = &ns16550_state;
    return &ns16550.uart;
}

static const struct hal_uart *make_sifive(uintptr_t base)
{
    sifive.uart.ops = &sifive_uart_ops;
    sifive.base = base;
    sifive.timer = board_timer;
    sifive.state = &sifive_state;
    return &sifive.uart;
}

/* The line rate is what the stage before, or the board, has set. */
static const struct hal_uart *make(const struct dtb_node *node)
{
    struct dtb_property reg;
    struct dtb_range range;

    if (dtb_get(node, "reg", &reg) != HAL_OK || dtb_next_reg(&reg, node, &range) <= 0) {
        return board_console;
    }
    return dtb_is_compatible(node, "ns16550a") ? make_ns16550(node, (uintptr_t)range.base)
                                               : make_sifive((uintptr_t)range.base);
}

void sbi_tree_find_console(struct sbi_tree *tree)
{
    tree->machine->console = board_console;
    if (tree->stdout_path == NULL) {
        return;
    }
    const char *const path = resolve(tree, tree->stdout_path);
    for (unsigned i = 0; i < tree->port_count; i++) {
        if (ends_in(path, tree->ports[i].name)) {
            tree->machine->console = make(&tree->ports[i]);
        }
    }
}
