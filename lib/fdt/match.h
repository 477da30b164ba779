/* SPDX-License-Identifier: MIT */
/* The rules of a walk: what match.c knows of them. */
#ifndef DTB_MATCH_H
#define DTB_MATCH_H

#include "format.h"

enum {
    DTB_LENGTHS = 32,
    DTB_LETTERS = 8
};

/* Sets of rules, a bit for each. */
struct dtb_rules {
    const struct dtb_rule *list;
    uint32_t root;       /* with the path "/" */
    uint32_t below_root; /* with a longer one */
    uint32_t without_path;
    uint32_t with_compatible;
    uint32_t letters;                /* that names in the root begin with, by their five low bits */
    uint32_t by_length[DTB_LENGTHS]; /* rules by the length of the string; the last is that of all
                                        longer ones */
    uint32_t by_letter[DTB_LETTERS]; /* and by the low bits of its first letter */
};

void dtb_rules_start(struct dtb_rules *rules, const struct dtb_rule *list, unsigned count);

/* Sets the rules that lead on below the node; returns those whose path is the node's. */
uint32_t dtb_fit_paths(const struct dtb_rule *rule, const struct dtb_node *node, uint32_t leading,
                       uint32_t *leads_on);

/* Of some rules, those with this compatible string. */
uint32_t dtb_fit_string(const struct dtb_rules *rules, uint32_t candidates, const char *string);

static inline size_t dtb_length_index(size_t length)
{
    return length < DTB_LENGTHS ? length : DTB_LENGTHS - 1;
}

static inline size_t dtb_letter_index(const char *string)
{
    return *string & (DTB_LETTERS - 1);
}

/* The end of a string; @p end if no NUL is before it. */
static inline const char *dtb_end_of(const char *string, const char *end)
{
    if ((uintptr_t)string % DTB_CELL == 0) {
        const char *const words = end - (uintptr_t)end % DTB_CELL;
        string =
            (const char *)dtb_nul_word((const unsigned char *)string, (const unsigned char *)words);
    }
    while (string < end && *string != '\0') {
        string++;
    }
    return string;
}

/* Of some rules, those with one of the node's compatible strings. These end in NULs: what follows
 * the last one is no string. Few rules have a string as long with the same first letter. */
static inline uint32_t dtb_fit_strings(const struct dtb_rules *rules, const struct dtb_node *node,
                                       uint32_t candidates)
{
    const char *string = (const char *)node->compatible.value;
    const char *const end = string + node->compatible.size;
    const char *next;
    uint32_t fitting = 0;

    for (; string < end && (next = dtb_end_of(string, end)) < end; string = next + 1) {
        const uint32_t few = rules->by_letter[dtb_letter_index(string)] &
                             rules->by_length[dtb_length_index((size_t)(next - string))] &
                             candidates;
        if (few != 0) {
            fitting |= dtb_fit_string(rules, few, string);
        }
    }
    return fitting;
}

/*
 * The rules that a node fits. @p leading are those whose path leads to the node's parent, and @p
 * leads_on becomes those whose path leads on below the node.
 */
static inline uint32_t dtb_rules_fit(const struct dtb_rules *rules, const struct dtb_node *node,
                                     uint32_t leading, uint32_t *leads_on)
{
    uint32_t fitting = rules->without_path;

    *leads_on = 0;
    if (node->depth == 0) {
        fitting |= rules->root;
        *leads_on = rules->below_root;
    } else if (leading != 0 &&
               (node->depth != 1 || (rules->letters >> (node->name[0] & 31) & 1) != 0)) {
        fitting |= dtb_fit_paths(rules->list, node, leading, leads_on);
    }
    const uint32_t candidates = fitting & rules->with_compatible;
    if (candidates != 0) {
        fitting &= ~candidates;
        if (node->compatible.size != 0) {
            fitting |= dtb_fit_strings(rules, node, candidates);
        }
    }
    return fitting;
}

#endif
