/* SPDX-License-Identifier: MIT */
/*
 * The high-water marks of the stacks. With STACK_MARKS the boot fills the stacks. Otherwise it
 * leaves them as they are. So if memory starts as zeros, as it does on QEMU, words that are still
 * zero were never written.
 */
#include "test.h"

#include "base/guards.h"
#include "base/marks.h"

#include <rt/image.h>

#include <stdio.h>

static size_t used(const char *start, const char *end)
{
    const unsigned long lowest = *(const unsigned long *)(const void *)start;

    return rti_marks_used(start, end, lowest == GUARD_PATTERN ? lowest : 0);
}

void rti_test_print_usage(void)
{
    const size_t main_used = used(rt_stack_start, rt_stack_end);
    const size_t trap_used = used(rt_boot_trap_stack_start, rt_boot_trap_stack_end);

    printf("stack: %zu of %zu bytes used, for traps %zu of %zu\n", main_used,
           (size_t)(rt_stack_end - rt_stack_start), trap_used,
           (size_t)(rt_boot_trap_stack_end - rt_boot_trap_stack_start));
}
