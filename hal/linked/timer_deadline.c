/* SPDX-License-Identifier: MIT */
/*
 * The drivers' functions for hal_timer_set_deadline and hal_timer_cancel; see <hal/link.h>. Only
 * the names count: nothing refers to the table, so the linker drops it.
 */
#include <aclint_mtimer.h>
#include <clint.h>
#include <opentitan_timer.h>

const char hal_links_timer_deadline;

__attribute__((used)) static const struct hal_timer_ops drivers[] = {
    {.set_deadline = aclint_mtimer_set_deadline, .cancel = aclint_mtimer_cancel},
    {.set_deadline = clint_set_deadline, .cancel = clint_cancel},
    {.set_deadline = opentitan_timer_set_deadline, .cancel = opentitan_timer_cancel},
};
