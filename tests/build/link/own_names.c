/* SPDX-License-Identifier: MIT */
/*
 * An application that uses plain words as names of its own functions, including names of unprefixed
 * functions that a runtime may have. The runtime must call none of them.
 */
#include <stdio.h>

#define THEIRS(name)                                    \
    void name(void);                                    \
    __attribute__((used)) void name(void)               \
    {                                                   \
        puts("the application's " #name " was called"); \
    }

/* clang-format off */
THEIRS(alarm_heap_add)
THEIRS(alarm_heap_remove)
THEIRS(end_run)
THEIRS(hart_take_calls)
THEIRS(heap_add_reserve)
THEIRS(heap_alloc)
THEIRS(heap_alloc_aligned)
THEIRS(heap_bad_block)
THEIRS(heap_bit_numbers_32)
THEIRS(heap_bit_numbers_64)
THEIRS(heap_check_free)
THEIRS(heap_check_neighbours)
THEIRS(heap_damaged)
THEIRS(heap_exhausted)
THEIRS(heap_fill_freed)
THEIRS(heap_fill_fresh)
THEIRS(heap_free)
THEIRS(heap_give)
THEIRS(heap_is_filled)
THEIRS(heap_is_linked)
THEIRS(heap_region_of)
THEIRS(heap_resize)
THEIRS(heap_take)
THEIRS(heap_usable_size)
THEIRS(heap_used_header)
THEIRS(next_text)
THEIRS(panic_backtrace)
THEIRS(panic_build_id)
THEIRS(panic_call)
THEIRS(panic_call_site)
THEIRS(panic_elsewhere)
THEIRS(panic_explain)
THEIRS(panic_frame)
THEIRS(panic_frame_of)
THEIRS(panic_give_way)
THEIRS(panic_last)
THEIRS(panic_reason)
THEIRS(panic_record_begin)
THEIRS(panic_record_finish)
THEIRS(panic_report)
THEIRS(panic_say)
THEIRS(panic_say_call)
THEIRS(panic_say_trap)
THEIRS(panic_show_harts)
THEIRS(panic_stack_overflowed)
THEIRS(panic_stack_used)
THEIRS(panic_stop_harts)
THEIRS(panic_trap)
THEIRS(protect_table)
THEIRS(test_end_failed)
THEIRS(test_note_failure)
THEIRS(test_print_usage)
THEIRS(test_request_get)
THEIRS(test_request_split)
THEIRS(test_run)
THEIRS(trap_ask_handler)
/* clang-format on */

int main(void)
{
    *(volatile int *)0 = 1;
}
