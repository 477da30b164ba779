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
    for (; *path == *name && !ends(*path) && *path != '/'; path++) {
        has_unit = has_unit || *path == '@';
        name++;
    }
    if (path == start || !(ends(*path) || *path == '/')) {
        return NULL;
    }
    return *name == '\0' || (*name == '@' && !has_unit) ? path : NULL;
}

uint32_t dtb_fit_paths(const struct dtb_rule *rule, const struct dtb_node *node, uint32_t leading,
                       uint32_t *leads_on)
{
    const unsigned depth = node->depth;
    const char *const name = node->name;
    uint32_t fitting = 0;

    for (uint32_t bit = 1; leading != 0; bit <<= 1, leading >>= 1, rule++) {
        const char *rest = rule->path;
        if ((leading & 1) == 0 || (depth == 1 && rest[1] != name[0] && rest[1] != '*')) {
            continue;
        }
        rest = fit(depth == 1 ? rest + 1 : name_at(rest, depth), name);
        if (rest != NULL && ends(*rest)) {
            fitting |= bit;
        } else if (rest != NULL) {
            *leads_on |= bit;
        }
    }
    return fitting;
}

uint32_t dtb_fit_string(const struct dtb_rules *rules, uint32_t candidates, const char *string)
{
    const struct dtb_rule *rule = rules->list;
    uint32_t bit = 1;
    uint32_t fitting = 0;

    for (; candidates != 0 && (candidates & 0xf) == 0; bit <<= 4, candidates >>= 4) {
        rule += 4;
    }
    for (; candidates != 0; bit <<= 1, candidates >>= 1, rule++) {
        if ((candidates & 1) != 0 && dtb_is_same(rule->compatible, string)) {
            fitting |= bit;
        }
    }
    return fitting;
}

/* The letter of a path's first name. A '*' fits any. */
static uint32_t first_letter(const char *path)
{
    return path[1] == '*' ? UINT32_MAX : UINT32_C(1) << (path[1] & 31);
}

/* A path that does not begin with a '/' leads nowhere. */
static void note_path(struct dtb_rules *rules, const char *path, uint32_t bit)
{
    if (path[0] != '/') {
        return;
    }
    if (ends(path[1])) {
        rules->root |= bit;
    } else {
        rules->below_root |= bit;
        rules->letters |= first_letter(path);
    }
}

void dtb_rules_start(struct dtb_rules *rules, const struct dtb_rule *list, unsigned count)
{
    memset(rules, 0, sizeof(*rules));
    rules->list = list;
    for (unsigned i = 0; i < count; i++) {
        const uint32_t bit = UINT32_C(1) << i;
        if (list[i].path != NULL) {
            note_path(rules, list[i].path, bit);
        } else {
            rules->without_path |= bit;
        }
        if (list[i].compatible != NULL) {
            rules->with_compatible |= bit;
            const size_t length = list[i].length != 0 ? list[i].length : strlen(list[i].compatible);
            rules->by_length[dtb_length_index(length)] |= bit;
            rules->by_letter[dtb_letter_index(list[i].compatible)] |= bit;
        }
    }
}
