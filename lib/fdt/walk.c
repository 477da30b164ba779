/* SPDX-License-Identifier: MIT */
/*
 * One pass over a tree, which calls the handlers of the nodes that fit a rule.
 *
 * A level of nesting remembers which rules' paths fit so far, as a set of bits. Below a node that
 * no rule leads to, names are therefore not compared at all.
 *
 * The tokens that a tree is mostly made of are passed here, by words as a little-endian machine
 * loads them. A blob that is not aligned, or a machine that is not little-endian, leaves everything
 * to dtb_next, and so does what is not simple.
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
    const unsigned char *last; /* dtb_last_property; NULL if nothing is simple */
    const unsigned char *blob;
    const char *strings;
    size_t strings_size;
    struct dtb_node node; /* the last one that has begun */
    struct dtb_names names;
    struct dtb_rules rules;
    void *context;
    struct dtb_cursor cursor; /* for dtb_next */
    struct level
        levels[DTB_DEPTH_MAX + 1]; /* by the number of open nodes; 0 is the root's parent */
};

/* Where a walk is. A copy of its own, which compilers keep in registers. */
struct place {
    const unsigned char *at; /* the next token */
    struct level *level;     /* of the innermost open node */
};

enum {
    SIMPLE = DTB_NODE_END + 1, /* an event: the token has not been passed, and is a node's */
};

/* A simple property whose name may matter. */
static inline void note(struct walk *walk, const struct dtb_passed *passed, const char *name)
{
    const struct dtb_property property = {name, passed->header + DTB_PROPERTY_HEADER,
                                          (uint32_t)passed->size};

    if (!note_known(&walk->names, &walk->node, (uint32_t)passed->place, &property)) {
        uint32_t *const known = dtb_note_property(&walk->names, &walk->node, &property);
        if (known != NULL) {
            *known = (uint32_t)passed->place;
        }
    }
}

/* Passes the simple properties that follow, and notes those that matter for every node. Returns
 * whether the beginning or the end of a node is next. */
static inline bool pass_properties(struct walk *walk, struct place *place)
{
    const unsigned char *const last = walk->last;
    const char *const strings = walk->strings;
    const size_t strings_size = walk->strings_size;
    struct dtb_passed passed;

    if (place->at > last) {
        return false;
    }
    while (dtb_pass_property(strings_size, &place->at, last, &passed)) {
        const char *const name = strings + passed.place;
        if (may_matter(*name)) {
            note(walk, &passed, name);
        }
    }
    return dtb_word(place->at) == DTB_LOADED(DTB_TOKEN_BEGIN_NODE) ||
           dtb_word(place->at) == DTB_LOADED(DTB_TOKEN_END_NODE);
}

/* Passes simple ends of nodes, but not the root's, and the beginning of a node. Returns false if
 * none follows that is simple. */
static inline bool pass_to_node(struct walk *walk, struct place *place)
{
    const unsigned char *const last = walk->last;

    while (place->at <= last) {
        const size_t token = dtb_word(place->at);
        if (token == DTB_LOADED(DTB_TOKEN_END_NODE) && place->level > &walk->levels[1]) {
            place->at += DTB_CELL;
            place->level--;
            continue;
        }
        if (token != DTB_LOADED(DTB_TOKEN_BEGIN_NODE) || place->level == walk->levels ||
            place->level == &walk->levels[DTB_DEPTH_MAX]) {
            return false;
        }
        const unsigned char *const name = place->at + DTB_CELL;
        const unsigned char *const name_end = dtb_nul_word(name, last);
        if (name_end >= last) {
            return false;
        }
        walk->node.offset = (uint32_t)(place->at - walk->blob);
        walk->node.name = (const char *)name;
        place->at = name_end + DTB_CELL;
        place->level++;
        return true;
    }
    return false;
}

/* Passes any token. @p in_properties: no subnode of the open node has come yet. The node keeps its
 * name, because it may not have been handled yet. */
static __attribute__((noinline)) struct place pass_any(struct walk *walk, struct place place,
                                                       bool in_properties, int *event)
{
    struct dtb_cursor *const cursor = &walk->cursor;

    cursor->position = (uint32_t)(place.at - walk->blob);
    cursor->depth = (uint8_t)(place.level - walk->levels);
    cursor->takes_properties = in_properties;
    *event = dtb_next(cursor);
    if (*event == DTB_NODE_END && cursor->depth == 0) {
        walk->node.tree->root_end = cursor->offset;
    }
    return (struct place){walk->blob + cursor->position, &walk->levels[cursor->depth]};
}

/* Reads the properties of a node. Returns the event that follows them, or SIMPLE. */
static inline int read_properties(struct walk *walk, struct place *place)
{
    while (!pass_properties(walk, place)) {
        int event;
        *place = pass_any(walk, *place, true, &event);
        if (event != DTB_PROPERTY) {
            return event;
        }
        (void)dtb_note_property(&walk->names, &walk->node, &walk->cursor.property);
    }
    return SIMPLE;
}

/* Passes tokens up to the beginning of a node. Returns its event, or DTB_END, or an error. */
static inline int pass_to_beginning(struct walk *walk, struct place *place, int event)
{
    while (event == SIMPLE || event == DTB_NODE_END) {
        if (pass_to_node(walk, place)) {
            return DTB_NODE;
        }
        *place = pass_any(walk, *place, false, &event);
    }
    if (event == DTB_NODE) {
        walk->node.name = walk->cursor.name;
        walk->node.offset = walk->cursor.offset;
    }
    return event;
}

static inline void begin_node(struct walk *walk, const struct place *place)
{
    struct dtb_node *const node = &walk->node;
    const struct level *const level = place->level;

    node->properties = (uint32_t)(place->at - walk->blob);
    node->phandle = 0;
    node->compatible = (struct dtb_property){NULL, NULL, 0};
    node->depth = (uint8_t)(level - walk->levels - 1);
    node->address_cells = level[-1].address_cells;
    node->size_cells = level[-1].size_cells;
    node->child_address_cells = DTB_DEFAULT_ADDRESS_CELLS;
    node->child_size_cells = DTB_DEFAULT_SIZE_CELLS;
}

static int call_handlers(const struct walk *walk, uint32_t fitting)
{
    const struct dtb_rule *rule = walk->rules.list;
    int result = 0;

    for (; (fitting & 0xf) == 0; fitting >>= 4) {
        rule += 4;
    }
    for (; result == 0 && fitting != 0; rule++, fitting >>= 1) {
        if ((fitting & 1) != 0) {
            result = rule->handler(walk->context, &walk->node);
        }
    }
    return result;
}

/* Calls the handlers of a node, of which the properties have been read. */
static inline int handle(struct walk *walk, struct level *level)
{
    level->address_cells = walk->node.child_address_cells;
    level->size_cells = walk->node.child_size_cells;
    const uint32_t fitting =
        dtb_rules_fit(&walk->rules, &walk->node, level[-1].leading, &level->leading);
    return fitting != 0 ? call_handlers(walk, fitting) : 0;
}

/* Not all of it is filled in: each level is, before it is read. */
static void start(struct walk *walk, struct dtb *tree, void *context)
{
    walk->last = dtb_is_quick(tree) ? dtb_last_property(tree) : NULL;
    walk->blob = tree->blob;
    walk->strings = (const char *)tree->blob + tree->strings;
    walk->strings_size = tree->strings_size;
    walk->node.tree = tree;
    walk->names = (struct dtb_names){UINT32_MAX, UINT32_MAX, UINT32_MAX, UINT32_MAX};
    walk->context = context;
    walk->levels[0] = (struct level){0, DTB_DEFAULT_ADDRESS_CELLS, DTB_DEFAULT_SIZE_CELLS};
    dtb_cursor_start(&walk->cursor, tree);
}

int dtb_walk(struct dtb *tree, const struct dtb_rule *rules, unsigned count, void *context)
{
    struct walk walk;
    struct place place = {tree->blob + tree->structure, walk.levels};
    int event = SIMPLE;
    int result = 0;

    if (count > DTB_RULES_MAX) {
        return HAL_ERR_INVALID;
    }
    dtb_rules_start(&walk.rules, rules, count);
    start(&walk, tree, context);
    while (result == 0 && (event = pass_to_beginning(&walk, &place, event)) == DTB_NODE) {
        struct level *const level = place.level;
        begin_node(&walk, &place);
        event = read_properties(&walk, &place);
        if (event < 0) {
            return event;
        }
        result = handle(&walk, level);
    }
    return event < 0 ? event : result;
}
