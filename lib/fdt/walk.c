/* SPDX-License-Identifier: MIT */
/*
 * One pass over a tree, which calls the handlers of the nodes that fit a rule.
 *
 * A level of nesting remembers which rules' paths fit so far, as a set of bits. Below a node that
 * no rule leads to, names are therefore not compared at all.
 */
#include "format.h"

#include <fdt/values.h>

/* What is known of an open node. */
struct level {
    uint32_t leading; /* the rules whose path fits down to here */
    uint8_t address_cells;
    uint8_t size_cells;
};

struct walk {
    struct dtb_cursor cursor;
    const struct dtb_rule *rules;
    unsigned count;
    void *context;
    struct level
        levels[DTB_DEPTH_MAX + 1]; /* by the number of open nodes; 0 is the root's parent */
};

static bool ends(char c)
{
    return c == '\0' || c == ':';
}

/* The name of a path at this depth: behind as many slashes. */
static const char *name_at(const char *path, unsigned depth)
{
    while (depth > 0 && !ends(*path)) {
        depth -= *path++ == '/';
    }
    return path;
}

/* Compares a name of a path. Returns what follows it in the path, or NULL if it does not fit. */
static const char *fit(const char *path, const char *name)
{
    const char *const start = path;
    bool has_unit = false;

    if (path[0] == '*' && (ends(path[1]) || path[1] == '/')) {
        return path + 1;
    }
    while (!ends(*path) && *path != '/' && *path == *name) {
        has_unit = has_unit || *path == '@';
        path++;
        name++;
    }
    if (path == start || !(ends(*path) || *path == '/')) {
        return NULL;
    }
    return *name == '\0' || (*name == '@' && !has_unit) ? path : NULL;
}

/* Sets the rules that lead to or below the node; returns those whose path is the node's. */
static uint32_t fit_rules(const struct walk *walk, const struct dtb_node *node, uint32_t leading,
                          uint32_t *leads_on)
{
    uint32_t fitting = 0;

    *leads_on = 0;
    for (unsigned i = 0; leading != 0; i++, leading >>= 1) {
        const char *rest;
        if ((leading & 1) == 0) {
            continue;
        }
        if (node->depth == 0) {
            rest = walk->rules[i].path;
            rest = *rest == '/' ? rest + ends(rest[1]) : NULL;
        } else {
            rest = fit(name_at(walk->rules[i].path, node->depth), node->name);
        }
        if (rest != NULL && ends(*rest)) {
            fitting |= UINT32_C(1) << i;
        } else if (rest != NULL) {
            *leads_on |= UINT32_C(1) << i;
        }
    }
    return fitting;
}

static uint8_t cells(const struct dtb_property *property)
{
    if (property->size != DTB_CELL) {
        return DTB_CELLS_UNKNOWN;
    }
    const uint32_t count = dtb_load(property->value);
    return count <= DTB_CELLS_MAX ? (uint8_t)count : DTB_CELLS_UNKNOWN;
}

/* Remembers the properties that matter for every node. */
static void note(struct dtb_node *node, const struct dtb_property *property)
{
    const char *const name = property->name;

    switch (name[0]) {
    case '#':
        if (dtb_is_same(name, "#address-cells")) {
            node->child_address_cells = cells(property);
        } else if (dtb_is_same(name, "#size-cells")) {
            node->child_size_cells = cells(property);
        }
        break;
    case 'c':
        if (dtb_is_same(name, "compatible")) {
            node->compatible = *property;
        }
        break;
    case 'l':
    case 'p':
        if (property->size == DTB_CELL &&
            (dtb_is_same(name, "phandle") || dtb_is_same(name, "linux,phandle"))) {
            node->phandle = dtb_load(property->value);
        }
        break;
    default:
        break;
    }
}

static int call_handlers(const struct walk *walk, const struct dtb_node *node, uint32_t fitting)
{
    int result = 0;

    for (unsigned i = 0; result == 0 && i < walk->count; i++) {
        const struct dtb_rule *const rule = &walk->rules[i];
        if ((rule->path == NULL || (fitting >> i & 1) != 0) &&
            (rule->compatible == NULL || dtb_is_compatible(node, rule->compatible))) {
            result = rule->handler(walk->context, node);
        }
    }
    return result;
}

/* Reads a node's properties and calls its handlers. Sets the event that follows the properties. */
static int enter_node(struct walk *walk, int *event)
{
    struct dtb_cursor *const cursor = &walk->cursor;
    struct level *const level = &walk->levels[cursor->depth];
    struct dtb_node node = {
        .tree = cursor->tree,
        .name = cursor->name,
        .offset = cursor->offset,
        .properties = cursor->position,
        .depth = (uint8_t)(cursor->depth - 1),
        .address_cells = level[-1].address_cells,
        .size_cells = level[-1].size_cells,
        .child_address_cells = DTB_DEFAULT_ADDRESS_CELLS,
        .child_size_cells = DTB_DEFAULT_SIZE_CELLS,
    };

    while ((*event = dtb_next(cursor)) == DTB_PROPERTY) {
        note(&node, &cursor->property);
    }
    if (*event < 0) {
        return *event;
    }
    level->address_cells = node.child_address_cells;
    level->size_cells = node.child_size_cells;
    const uint32_t fitting = fit_rules(walk, &node, level[-1].leading, &level->leading);
    return call_handlers(walk, &node, fitting);
}

int dtb_walk(struct dtb *tree, const struct dtb_rule *rules, unsigned count, void *context)
{
    struct walk walk = {.rules = rules, .count = count, .context = context};
    int event;
    int result = 0;

    if (count > DTB_RULES_MAX) {
        return HAL_ERR_INVALID;
    }
    walk.levels[0] = (struct level){0, DTB_DEFAULT_ADDRESS_CELLS, DTB_DEFAULT_SIZE_CELLS};
    for (unsigned i = 0; i < count; i++) {
        walk.levels[0].leading |= (uint32_t)(rules[i].path != NULL) << i;
    }
    dtb_cursor_start(&walk.cursor, tree);
    event = dtb_next(&walk.cursor);
    while (result == 0 && event > DTB_END) {
        if (event == DTB_NODE) {
            result = enter_node(&walk, &event);
        } else {
            event = dtb_next(&walk.cursor);
        }
    }
    return event < 0 ? event : result;
}
