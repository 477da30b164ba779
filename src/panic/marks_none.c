/* SPDX-License-Identifier: MIT */
/*
 * The functions of marks.c in firmware without STACK_MARKS.
 */
#include "panic.h"

void rti_panic_say_mark(const struct panic_snapshot *snapshot, const struct panic_place *place)
{
    (void)snapshot;
    (void)place;
}

void rti_panic_say_marks(const struct panic_snapshot *snapshot, unsigned long except)
{
    (void)snapshot;
    (void)except;
}

void rti_panic_say_marks_of(const struct panic_snapshot *snapshot, unsigned long number)
{
    (void)snapshot;
    (void)number;
}
