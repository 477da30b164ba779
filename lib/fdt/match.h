/* SPDX-License-Identifier: MIT */
/* The rules of a walk: what match.c knows of them. */
#ifndef DTB_MATCH_H
#define DTB_MATCH_H

#include "format.h"

enum {
    DTB_LENGTHS = 32
};

/* Sets of rules, a bit for each. */
struct dtb_rules {
    const struct dtb_rule *list;
    unsigned count;
    uint32_t with_path;
    uint32_t with_compatible;
    uint32_t by_length[DTB_LENGTHS]; /* rules by the length of the string; the last is that of all
                                        longer ones */
    uint8_t first[DTB_LENGTHS];      /* and the number of the first one, if there is one */
};

void dtb_rules_start(struct dtb_rules *rules, const struct dtb_rule *list, unsigned count);

/*
 * The rules that a node fits. @p leading are those whose path leads to the node's parent, and @p
 * leads_on becomes those whose path leads on below the node.
 */
uint32_t dtb_rules_fit(const struct dtb_rules *rules, const struct dtb_node *node, uint32_t leading,
                       uint32_t *leads_on);

#endif
