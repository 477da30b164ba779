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

/* The end of a path, before its options: "/soc/serial@10000000:115200" has some. */
static const char *end_of(const char *path)
{
    while (*path != '\0' && *path != ':') {
        path++;
    }
    return path;
}

/* Whether a path ends in the name. */
static bool ends_in(const char *path, const char *name)
{
    const char *last = end_of(path);

    while (last != path && last[-1] != '/') {
        last--;
    }
    while (*name != '\0' && *last == *name) {
        last++;
        name++;
    }
    return *name == '\0' && (*last == '\0' || *last == ':');
}

/* The path itself, or what an alias of this name stands for. */
static const char *resolve(const struct sbi_tree *tree, const char *path)
{
    char alias[16];
    const char *whole = NULL;

    if (path[0] != '/' && tree->aliases.tree != NULL) {
        const size_t length = (size_t)(end_of(path) - path);
        if (length < sizeof(alias)) {
            memcpy(alias, path, length);
            alias[length] = '\0';
            whole = sbi_tree_string(&tree->aliases, alias);
        }
    }
    return whole != NULL ? whole : path;
}

void sbi_tree_read_port(struct sbi_tree *tree, const struct dtb_node *node, bool is_ns16550)
{
    struct sbi_range range;

    if (tree->port_count < SBI_TREE_PORTS && sbi_tree_range(node, &range)) {
        struct sbi_tree_port *const port = &tree->ports[tree->port_count++];
        port->name = node->name;
        port->base = (uintptr_t)range.base;
        port->is_ns16550 = is_ns16550;
        if (is_ns16550) {
            port->reg_offset = sbi_tree_cell(node, "reg-offset", 0);
            port->reg_shift = sbi_tree_cell(node, "reg-shift", 0);
        }
    }
}

static const struct hal_uart *make_ns16550(const struct sbi_tree_port *port)
{
    ns16550.uart.ops = &ns16550_uart_ops;
    ns16550.base = port->base + port->reg_offset;
    ns16550.reg_shift = (uint8_t)port->reg_shift;
    ns16550.timer = board_timer;
    ns16550.state = &ns16550_state;
    return &ns16550.uart;
}

static const struct hal_uart *make_sifive(const struct sbi_tree_port *port)
{
    sifive.uart.ops = &sifive_uart_ops;
    sifive.base = port->base;
    sifive.timer = board_timer;
    sifive.state = &sifive_state;
    return &sifive.uart;
}

/* The line rate is what the stage before, or the board, has set. */
void sbi_tree_find_console(struct sbi_tree *tree)
{
    tree->machine->console = board_console;
    if (tree->stdout_path == NULL) {
        return;
    }
    const char *const path = resolve(tree, tree->stdout_path);
    for (unsigned i = 0; i < tree->port_count; i++) {
        const struct sbi_tree_port *const port = &tree->ports[i];
        if (ends_in(path, port->name)) {
            tree->machine->console = port->is_ns16550 ? make_ns16550(port) : make_sifive(port);
        }
    }
}
