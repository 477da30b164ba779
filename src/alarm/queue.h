/* SPDX-License-Identifier: MIT */
/*
 * The alarms in the order of their deadlines: a leftist heap, linked through the alarms themselves.
 *
 * Every alarm is before its children. Its rank is one more than the right child's, and the left
 * child's is no lower: so the way down by right children is never longer than the binary logarithm
 * of their number. Melding takes that way only, and it is the one thing done to a heap.
 */
#ifndef ALARM_QUEUE_H
#define ALARM_QUEUE_H

#include <rt/alarm.h>

/** Adds @p alarm, which is in no heap, and returns the new root. O(log n). */
struct rt_alarm *rti_alarm_heap_add(struct rt_alarm *root, struct rt_alarm *alarm);

/** Takes @p alarm, which is in the heap, out and returns the new root. O(log n). */
struct rt_alarm *rti_alarm_heap_remove(struct rt_alarm *root, struct rt_alarm *alarm);

#endif
