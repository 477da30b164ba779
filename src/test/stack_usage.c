/* SPDX-License-Identifier: MIT */
/*
 * The high-water marks of the stacks. The boot does not clear the stacks. So if memory starts as
 * zeros, as it does on QEMU, bytes that are still zero were never written.
 */
#include "test.h"

#include <rt/image.h>

#include <stdio.h>

static size_t used(const char *start, const char *end)
{
    while (start < end && *start == 0) {
        start++;
    }
    return (size_t)(end - start);
}

void rti_test_print_usage(void)
{
    const size_t main_used = used(rt_stack_start, rt_stack_end);
    const size_t trap_used = used(rt_boot_trap_stack_start, rt_boot_trap_stack_end);

    printf("stack: %zu of %zu bytes used, for traps %zu of %zu\n", main_used,
           (size_t)(rt_stack_end - rt_stack_start), trap_used,
           (size_t)(rt_boot_trap_stack_end - rt_boot_trap_stack_start));
}
