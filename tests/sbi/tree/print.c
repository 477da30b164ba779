/* SPDX-License-Identifier: MIT */
/*
 * Prints the device tree that the firmware has handed over, for tree.py.
 */
#include "case.h"
#include "tree.h"

CASE(tree, is_printed)
{
    const unsigned char *const tree = machine.tree;
    const uint32_t size = tree_word(tree + 4);
    char line[65];

    EXPECT((unsigned long)tree % 8 == 0);
    for (uint32_t at = 0; at < size; at += 32) {
        unsigned length = 0;
        for (uint32_t i = at; i < size && i < at + 32; i++) {
            line[length++] = "0123456789abcdef"[tree[i] >> 4];
            line[length++] = "0123456789abcdef"[tree[i] & 15];
        }
        line[length] = '\0';
        say("tree %s\n", line);
    }
}
