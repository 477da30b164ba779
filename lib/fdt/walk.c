/* SPDX-License-Identifier: MIT */
/*
 * One pass over a tree, which calls the handlers of the nodes that fit a rule.
 *
 * A level of nesting remembers which rules' paths fit so far, as a set of bits. Below a node that
 * no rule leads to, names are therefore not compared at all.
 */
#include "match.h"
#include "properties.h"

/* What is known of an open node. */
struct level {
    uint32_t leading; /* the rules whose path fits down to here */
    uint8_t address_cells;
    uint8_t size_cells;
};

struct walk {
    struct dtb_cursor cursor;
    struct dtb_rules rules;
    struct dtb_names names;
    void *context;
    struct level
        levels[DTB_DEPTH_MAX + 1]; /* by the number of open nodes; 0 is the root's parent */
};

static int call_handlers(const struct walk *walk, const struct dtb_node *node, uint32_t fitting)
{
    int result = 0;

    for (const struct dtb_rule *rule = walk->rules.list; result == 0 && fitting != 0;
         rule++, fitting >>= 1) {
        if ((fitting & 1) != 0) {
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

    do {
        pass_properties(cursor, &walk->names, &node);
        pass_ends(cursor);
        *event = dtb_next(cursor);
        if (*event == DTB_PROPERTY) {
            note_property(&node, &cursor->property);
        }
    } while (*event == DTB_PROPERTY);
    if (*event < 0) {
        return *event;
    }
    level->address_cells = node.child_address_cells;
    level->size_cells = node.child_size_cells;
    const uint32_t fitting = dtb_rules_fit(&walk->rules, &node, level[-1].leading, &level->leading);
    return call_handlers(walk, &node, fitting);
}

int dtb_walk(struct dtb *tree, const struct dtb_rule *rules, unsigned count, void *context)
{
    struct walk walk; /* Not all of it is filled in: each level is, before it is read. */
    int event;
    int result = 0;

    if (count > DTB_RULES_MAX) {
        return HAL_ERR_INVALID;
    }
    walk.context = context;
    walk.names = (struct dtb_names){UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX};
    dtb_rules_start(&walk.rules, rules, count);
    walk.levels[0] =
        (struct level){walk.rules.with_path, DTB_DEFAULT_ADDRESS_CELLS, DTB_DEFAULT_SIZE_CELLS};
    dtb_cursor_start(&walk.cursor, tree);
    event = dtb_next(&walk.cursor);
    while (result == 0 && event > DTB_END) {
        if (event == DTB_NODE) {
            result = enter_node(&walk, &event);
        } else {
            tree->root_end = walk.cursor.depth == 0 ? walk.cursor.offset : 0;
            event = dtb_next(&walk.cursor);
        }
    }
    return event < 0 ? event : result;
}
