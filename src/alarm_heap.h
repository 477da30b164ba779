/* SPDX-License-Identifier: MIT */
/*
 * The alarms in the order of their deadlines: a pairing heap, linked through the alarms themselves.
 *
 * Every alarm is before all of its children. Children are a list; `previous` of the first one is
 * the parent. The root has neither next nor previous.
 */
#ifndef ALARM_HEAP_H
#define ALARM_HEAP_H

#include <rt/alarm.h>

/** Adds @p alarm, which is in no heap, and returns the new root. Constant time. */
struct rt_alarm *alarm_heap_add(struct rt_alarm *root, struct rt_alarm *alarm);

/** Takes @p alarm, which is in the heap, out and returns the new root. O(log n), amortised. */
struct rt_alarm *alarm_heap_remove(struct rt_alarm *root, struct rt_alarm *alarm);

#endif
