/* SPDX-License-Identifier: MIT */
/*
 * PROTECTION KNOWN on the core that it is for, and on others: they panic.
 */
#include "base/guards.h"
#include "pmp/pmp.h"
#include "pmp_core.h"
#include <host_test.h>
#include <rt/csr.h>
#include <rt/panic.h>
#include <setjmp.h>
#include <string.h>

static jmp_buf at_panic;

void rt_panic(const char *format, ...)
{
    (void)format;
    longjmp(at_panic, 1);
}

static bool panics(void)
{
    if (setjmp(at_panic) != 0) {
        return true;
    }
    rti_pmp_init();
    return false;
}

static void assert_protected(unsigned long area, unsigned long stack_guard)
{
    assert_false(core.stops);
    assert_null(rt_protect_missing(0));
    assert_false(core_allows(stack_guard, READ) || core_allows(TRAP_GUARD + area, READ));
    assert_false(core_allows(TIMER_GUARD + area, WRITE) || core_allows(UNDECLARED, READ));
    assert_true(core_allows(TEXT, EXECUTE) && !core_allows(TEXT, WRITE));
    assert_true(core_allows(RODATA, READ) && !core_allows(RODATA, WRITE));
    assert_true(core_allows(RAM_LAST, WRITE) && !core_allows(RAM_LAST, EXECUTE));
}

static void sixteen_entries_hold_everything(void **state)
{
    (void)state;
    core_reset(16, 4);
    assert_false(panics());
    assert_protected(0, STACK_GUARD);
    core_reset(16, 4);
    assert_int_equal(rti_pmp_init_hart(AREA, (const char *)0x80020100), 0);
    assert_protected(AREA, 0x80020000);
}

static void after_a_restart_all_stays_as_it_is(void **state)
{
    (void)state;
    core_reset(16, 4);
    assert_false(panics());
    assert_true(rt_protect_open(UNDECLARED + 0x1000, 0x100));
    const struct pmp_core_model before = core;
    assert_false(panics());
    assert_memory_equal(&before, &core, sizeof(core));
}

static void entries_that_an_earlier_stage_left_open_are_replaced(void **state)
{
    (void)state;
    for (unsigned entry = 0; entry < ENTRIES; entry++) {
        core_reset(16, 4);
        core_set(entry, TEXT, 4096, 0x1f);
        assert_false(panics());
        assert_protected(0, STACK_GUARD);
    }
}

static void locked_entries_of_others_panic(void **state)
{
    (void)state;
    for (unsigned entry = 0; entry < ENTRIES; entry++) {
        core_reset(16, 4);
        core_set(entry, 0x40000000, 4096, 0x9b);
        assert_true(panics());
        assert_true(core_works());
    }
}

static void a_table_with_other_rights_panics(void **state)
{
    (void)state;
    for (unsigned entry = 0; entry < 7; entry++) {
        core_reset(16, 4);
        rti_pmp_init();
        core.config[entry] ^= 2;
        assert_true(panics());
    }
}

static void other_cores_panic(void **state)
{
    (void)state;
    core_reset(8, 4);
    assert_true(panics());
    core_reset(16, 4);
    core.lacks_tor = true;
    assert_true(panics());
    core_reset(16, 4);
    core.lacks_napot = true;
    assert_true(panics());
    /* Code ends within such a grain. */
    core_reset(16, 0x2000);
    assert_true(panics());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sixteen_entries_hold_everything),
        cmocka_unit_test(after_a_restart_all_stays_as_it_is),
        cmocka_unit_test(entries_that_an_earlier_stage_left_open_are_replaced),
        cmocka_unit_test(locked_entries_of_others_panic),
        cmocka_unit_test(a_table_with_other_rights_panics),
        cmocka_unit_test(other_cores_panic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
