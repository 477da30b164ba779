/* SPDX-License-Identifier: MIT */
/* The console faults in a panic: nothing is printed, and the record has the reason all the same. */
#include "faults.h"

#include <rt/exit.h>
#include <rt/panic.h>
#include <rt/test.h>

#include <stddef.h>

void __real_rt_console_write(const char *bytes, size_t size);
void __wrap_rt_console_write(const char *bytes, size_t size);

extern const char _start[];
static bool is_dead;

/* NOLINTNEXTLINE(bugprone-reserved-identifier): the linker's name for it */
void __wrap_rt_console_write(const char *bytes, size_t size)
{
    if (is_dead) {
        AT(int, 8) = 1;
    }
    __real_rt_console_write(bytes, size);
}

/* Boots again, with a console that works. */
void rt_panic_end(void)
{
    if (is_dead) {
        is_dead = false;
        rt_test_will_restart();
        ((void (*)(void))(uintptr_t)_start)();
    }
    rt_exit(RT_PANIC_STATUS);
}

RT_TEST_PANICS(a_message_is_recorded, "found: 'first life, number 7', cause -1\n")
{
    const struct rt_panic_record *const record = rt_last_panic();

    if (record == NULL) {
        is_dead = true;
        rt_panic("first life, number %d", 7);
    }
    rt_panic("found: '%s', cause %ld", record->reason, (long)record->cause);
}

RT_TEST_PANICS(a_fault_is_recorded, "found: 'load through a null pointer', cause 5\n")
{
    const struct rt_panic_record *const record = rt_last_panic();

    if (record == NULL) {
        is_dead = true;
        (void)AT(int, 8);
    }
    rt_panic("found: '%s', cause %ld", record->reason, (long)record->cause);
}
