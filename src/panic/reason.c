/* SPDX-License-Identifier: MIT */
/*
 * Writes the cause of death as the report's first line.
 */
#include "panic.h"

void rti_panic_explain(const struct panic_snapshot *snapshot)
{
    struct panic_death death;

    rti_panic_death(snapshot, &death);
    if (death.is_stack) {
        rti_panic_reason("%s%s stack of hart %lu", death.what, death.how, snapshot->hart);
    } else {
        rti_panic_reason("%s%s", death.what, death.how);
    }
}

void rti_panic_say_reason(const struct panic_snapshot *snapshot)
{
    if (snapshot->format != NULL && snapshot->damage == 0) {
        rti_panic_reason_of_call(snapshot);
        return;
    }
    rti_panic_explain(snapshot);
    if (snapshot->damage != 0) {
        rti_panic_say("\n  noticed by the pattern in its guard");
        if (snapshot->format != NULL) {
            rti_panic_say(", at: ");
            rti_panic_say_message(snapshot);
        }
    }
}
