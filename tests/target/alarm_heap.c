/* SPDX-License-Identifier: MIT */
/* The heap of alarms alone: after any operation its shape is valid and the root is the earliest. */
#include "../../src/alarm/queue.h"
#include "random.h"

#include <rt/test.h>

#include <stddef.h>

enum {
    MANY = 500,
    ROUNDS = 20000,
};

static struct rt_alarm alarms[MANY];
static struct rt_alarm *root;
static uint64_t started;
static unsigned count;
static uint32_t seed = 1;

static bool is_before(const struct rt_alarm *a, const struct rt_alarm *b)
{
    return a->deadline != b->deadline ? a->deadline < b->deadline : a->sequence < b->sequence;
}

static void add(struct rt_alarm *alarm)
{
    alarm->deadline = random_next(&seed) % 100;
    alarm->sequence = started++;
    alarm->pending = true;
    root = rti_alarm_heap_add(root, alarm);
    count++;
}

static void take_out(struct rt_alarm *alarm)
{
    alarm->pending = false;
    root = rti_alarm_heap_remove(root, alarm);
    count--;
}

static unsigned rank_of(const struct rt_alarm *alarm)
{
    return alarm != NULL ? alarm->rank : 0;
}

static void check_child(const struct rt_alarm *alarm, const struct rt_alarm *child)
{
    if (child != NULL) {
        RT_REQUIRE(child->parent == alarm);
        RT_REQUIRE(child->pending);
        RT_REQUIRE(is_before(alarm, child));
    }
}

static void check_shape(void)
{
    RT_REQUIRE_EQ(root == NULL, count == 0);
    if (root != NULL) {
        RT_REQUIRE_EQ(root->parent, NULL);
        RT_REQUIRE_LE((1U << root->rank) - 1, count);
    }
    for (unsigned i = 0; i < MANY; i++) {
        if (alarms[i].pending) {
            RT_REQUIRE(&alarms[i] == root || is_before(root, &alarms[i]));
            RT_REQUIRE_EQ(alarms[i].rank, rank_of(alarms[i].right) + 1);
            RT_REQUIRE_GE(rank_of(alarms[i].left), rank_of(alarms[i].right));
            check_child(&alarms[i], alarms[i].left);
            check_child(&alarms[i], alarms[i].right);
        }
    }
}

RT_TEST(its_shape_is_sound_after_every_kind_of_change)
{
    for (unsigned i = 0; i < ROUNDS; i++) {
        struct rt_alarm *const alarm = &alarms[random_next(&seed) % MANY];
        if (alarm->pending) {
            take_out(alarm);
        } else {
            add(alarm);
        }
        if (i % 16 == 0) {
            check_shape();
        }
    }
}

RT_TEST(it_gives_alarms_back_in_exact_order)
{
    for (unsigned i = 0; i < MANY; i++) {
        add(&alarms[i]);
    }
    const struct rt_alarm *before = NULL;
    while (root != NULL) {
        struct rt_alarm *const first = root;
        RT_REQUIRE(before == NULL || is_before(before, first));
        take_out(first);
        before = first;
    }
    RT_EXPECT_EQ(count, 0);
}
