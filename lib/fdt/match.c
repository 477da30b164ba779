/* SPDX-License-Identifier: MIT */
/*
 * Which rules of a walk a node fits.
 *
 * Most nodes fit none. So paths are compared only below a node that one leads to, by the first
 * letter first; and a compatible string only if a rule's is as long.
 */
#include "match.h"

#include <string.h>

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

/* Sets the rules that lead on below the node; returns those whose path is the node's. */
static uint32_t fit_paths(const struct dtb_rule *rule, const struct dtb_node *node,
                          uint32_t leading, uint32_t *leads_on)
{
    uint32_t fitting = 0;

    for (uint32_t bit = 1; leading != 0; bit <<= 1, leading >>= 1, rule++) {
        const char *rest = rule->path;
        if ((leading & 1) == 0) {
            continue;
        }
        if (node->depth == 0) {
            rest = *rest == '/' ? rest + ends(rest[1]) : NULL;
        } else if (node->depth == 1 && rest[1] != node->name[0] && rest[1] != '*') {
            continue;
        } else {
            rest = fit(name_at(rest, node->depth), node->name);
        }
        if (rest != NULL && ends(*rest)) {
            fitting |= bit;
        } else if (rest != NULL) {
            *leads_on |= bit;
        }
    }
    return fitting;
}

/* Of the rules from the first one on, those with this compatible string. */
static uint32_t fit_string(const struct dtb_rules *rules, uint32_t candidates, unsigned first,
                           const char *string)
{
    uint32_t fitting = 0;

    candidates >>= first;
    for (unsigned i = first; candidates != 0; i++, candidates >>= 1) {
        if ((candidates & 1) != 0 && dtb_is_same(rules->list[i].compatible, string)) {
            fitting |= UINT32_C(1) << i;
        }
    }
    return fitting;
}

static size_t bounded(size_t length)
{
    return length < DTB_LENGTHS ? length : DTB_LENGTHS - 1;
}

/* The end of a string; @p end if no NUL is before it. */
static const char *end_of(const char *string, const char *end)
{
    while (end - string >= DTB_CELL && !dtb_may_have_nul(string)) {
        string += DTB_CELL;
    }
    while (string != end && *string != '\0') {
        string++;
    }
    return string;
}

/* The node's strings end in NULs: what follows the last one is no string. */
static uint32_t fit_strings(const struct dtb_rules *rules, const struct dtb_node *node,
                            uint32_t candidates)
{
    const char *string = (const char *)node->compatible.value;
    const char *next;
    uint32_t fitting = 0;

    if (node->compatible.size == 0) {
        return 0;
    }
    const char *const end = string + node->compatible.size;
    for (; string != end && (next = end_of(string, end)) != end; string = next + 1) {
        const size_t length = bounded((size_t)(next - string));
        const uint32_t few = rules->by_length[length] & candidates;
        if (few != 0) {
            fitting |= fit_string(rules, few, rules->first[length], string);
        }
    }
    return fitting;
}

static void note_length(struct dtb_rules *rules, size_t length, unsigned rule)
{
    if (rules->by_length[length] == 0) {
        rules->first[length] = (uint8_t)rule;
    }
    rules->by_length[length] |= UINT32_C(1) << rule;
}

void dtb_rules_start(struct dtb_rules *rules, const struct dtb_rule *list, unsigned count)
{
    rules->list = list;
    rules->count = count;
    rules->with_path = 0;
    rules->with_compatible = 0;
    memset(rules->by_length, 0, sizeof(rules->by_length));
    for (unsigned i = 0; i < count; i++) {
        const uint32_t bit = UINT32_C(1) << i;
        if (list[i].path != NULL) {
            rules->with_path |= bit;
        }
        if (list[i].compatible != NULL) {
            rules->with_compatible |= bit;
            note_length(rules, bounded(strlen(list[i].compatible)), i);
        }
    }
}

uint32_t dtb_rules_fit(const struct dtb_rules *rules, const struct dtb_node *node, uint32_t leading,
                       uint32_t *leads_on)
{
    const uint32_t all =
        rules->count == DTB_RULES_MAX ? UINT32_MAX : (UINT32_C(1) << rules->count) - 1;

    *leads_on = 0;
    uint32_t fitting = all & ~rules->with_path;
    if (leading != 0) {
        fitting |= fit_paths(rules->list, node, leading, leads_on);
    }
    const uint32_t candidates = fitting & rules->with_compatible;
    if (candidates != 0) {
        fitting &= ~candidates | fit_strings(rules, node, candidates);
    }
    return fitting;
}
