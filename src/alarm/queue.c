/* SPDX-License-Identifier: MIT */
/*
 * A leftist heap without recursion, because interrupt stacks are small.
 */
#include "queue.h"

#include <stddef.h>

static bool is_before(const struct rt_alarm *a, const struct rt_alarm *b)
{
    return a->deadline != b->deadline ? a->deadline < b->deadline : a->sequence < b->sequence;
}

static unsigned rank_of(const struct rt_alarm *alarm)
{
    return alarm != NULL ? alarm->rank : 0;
}

/* Swaps the children if the right one has the higher rank and updates the rank of @p alarm. True if
 * that rank changed. */
static bool settle(struct rt_alarm *alarm)
{
    const unsigned before = alarm->rank;

    if (rank_of(alarm->left) < rank_of(alarm->right)) {
        struct rt_alarm *const left = alarm->left;
        alarm->left = alarm->right;
        alarm->right = left;
    }
    alarm->rank = rank_of(alarm->right) + 1;
    return alarm->rank != before;
}

static void set_parent(struct rt_alarm *alarm, struct rt_alarm *parent)
{
    if (alarm != NULL) {
        alarm->parent = parent;
    }
}

/* Merges the right spines of two heaps top-down, then settles the merged spine bottom-up. The roots
 * have no parent. */
static struct rt_alarm *meld(struct rt_alarm *a, struct rt_alarm *b)
{
    struct rt_alarm *root = NULL;
    struct rt_alarm *last = NULL;
    struct rt_alarm **place = &root;

    while (a != NULL && b != NULL) {
        struct rt_alarm *const first = is_before(b, a) ? b : a;
        b = first == a ? b : a;
        *place = first;
        first->parent = last;
        last = first;
        place = &first->right;
        a = first->right;
    }
    *place = a != NULL ? a : b;
    set_parent(*place, last);
    for (; last != NULL; last = last->parent) {
        (void)settle(last);
    }
    return root;
}

struct rt_alarm *rti_alarm_heap_add(struct rt_alarm *root, struct rt_alarm *alarm)
{
    alarm->left = alarm->right = alarm->parent = NULL;
    alarm->rank = 1;
    return meld(root, alarm);
}

struct rt_alarm *rti_alarm_heap_remove(struct rt_alarm *root, struct rt_alarm *alarm)
{
    struct rt_alarm *parent = alarm->parent;

    set_parent(alarm->left, NULL);
    set_parent(alarm->right, NULL);
    struct rt_alarm *const rest = meld(alarm->left, alarm->right);
    set_parent(rest, parent);
    if (parent == NULL) {
        return rest;
    }
    if (parent->left == alarm) {
        parent->left = rest;
    } else {
        parent->right = rest;
    }
    while (parent != NULL && settle(parent)) {
        parent = parent->parent;
    }
    return root;
}
