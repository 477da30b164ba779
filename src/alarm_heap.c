/* SPDX-License-Identifier: MIT */
/*
 * A pairing heap, without recursion: interrupt stacks are small.
 */
#include "alarm_heap.h"

#include <stddef.h>

static bool is_before(const struct rt_alarm *a, const struct rt_alarm *b)
{
    return a->deadline != b->deadline ? a->deadline < b->deadline : a->sequence < b->sequence;
}

/* Makes the later of two roots the first child of the other, which is returned. */
static struct rt_alarm *meld(struct rt_alarm *a, struct rt_alarm *b)
{
    if (a == NULL || b == NULL) {
        return a != NULL ? a : b;
    }
    struct rt_alarm *const first = is_before(b, a) ? b : a;
    struct rt_alarm *const last = first == a ? b : a;
    last->previous = first;
    last->next = first->child;
    if (last->next != NULL) {
        last->next->previous = last;
    }
    first->child = last;
    return first;
}

static void detach(struct rt_alarm *alarm)
{
    alarm->next = NULL;
    alarm->previous = NULL;
}

/* Pairs from left to right, the pairs stacked through `next`, then melds them from right to left.
 */
static struct rt_alarm *meld_children(struct rt_alarm *child)
{
    struct rt_alarm *pairs = NULL;
    struct rt_alarm *root = NULL;

    while (child != NULL) {
        struct rt_alarm *const partner = child->next;
        struct rt_alarm *const rest = partner != NULL ? partner->next : NULL;
        detach(child);
        if (partner != NULL) {
            detach(partner);
        }
        struct rt_alarm *const pair = meld(child, partner);
        pair->next = pairs;
        pairs = pair;
        child = rest;
    }
    while (pairs != NULL) {
        struct rt_alarm *const rest = pairs->next;
        detach(pairs);
        root = meld(root, pairs);
        pairs = rest;
    }
    return root;
}

struct rt_alarm *alarm_heap_add(struct rt_alarm *root, struct rt_alarm *alarm)
{
    alarm->child = NULL;
    detach(alarm);
    return meld(root, alarm);
}

struct rt_alarm *alarm_heap_remove(struct rt_alarm *root, struct rt_alarm *alarm)
{
    struct rt_alarm *const children = meld_children(alarm->child);

    alarm->child = NULL;
    if (alarm == root) {
        return children;
    }
    if (alarm->previous->child == alarm) {
        alarm->previous->child = alarm->next;
    } else {
        alarm->previous->next = alarm->next;
    }
    if (alarm->next != NULL) {
        alarm->next->previous = alarm->previous;
    }
    detach(alarm);
    return meld(root, children);
}
