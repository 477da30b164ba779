/* SPDX-License-Identifier: MIT */
/*
 * The alarms in the order of their deadlines: a leftist heap, linked through the alarms themselves.
 *
 * Every alarm is due before its children. Its rank is one more than the right child's, and the left
 * child's rank is at least the right child's. So a path of right children is never longer than the
 * binary logarithm of the number of alarms. Melding, on which all operations are based, follows
 * only such paths.
 */
#ifndef ALARM_QUEUE_H
#define ALARM_QUEUE_H

#include <rt/alarm.h>

/** Adds @p alarm, which must not be in a heap, and returns the new root. O(log n). */
struct rt_alarm *rti_alarm_heap_add(struct rt_alarm *root, struct rt_alarm *alarm);

/** Removes @p alarm, which must be in the heap, and returns the new root. O(log n). */
struct rt_alarm *rti_alarm_heap_remove(struct rt_alarm *root, struct rt_alarm *alarm);

#endif
