/* SPDX-License-Identifier: MIT */
/*
 * The protection table on the cores that it is for, with 16 and with 8 entries, and on others
 * without PROTECTION ANY: they stay unprotected, and say so.
 */
#include "base/guards.h"
#include "pmp/pmp.h"
#include "pmp_core.h"
#include <host_test.h>
#include <rt/csr.h>
#include <rt/detail/hart_block.h>
#include <string.h>

enum {
    STACK_LOW = STACK_GUARD + 256,
};

/* Entries for further stacks and ranges. */
#ifndef FREE_ENTRIES
#define FREE_ENTRIES 5
#endif

static void assert_closed(unsigned long guard)
{
    assert_false(core_allows(guard, READ));
    assert_false(core_allows(guard + 255, WRITE));
    assert_true(core_allows(guard + 256, WRITE));
    assert_true(core_allows(guard - 1, READ));
}

static void assert_basics(unsigned long area, unsigned long stack_low)
{
    assert_false(core.stops);
    assert_false(core_allows(0, READ));
    assert_false(core_allows(4095, WRITE));
    assert_true(core_allows(4096, WRITE));
    assert_closed(stack_low - 256);
    assert_closed(TRAP_GUARD + area);
    assert_closed(IRQ_GUARD + area);
    assert_true(core_allows(TEXT, EXECUTE) && core_allows(TEXT, READ) && !core_allows(TEXT, WRITE));
    assert_true(core_allows(RODATA - 1, EXECUTE) && !core_allows(RODATA - 1, WRITE));
    assert_true(core_allows(RODATA, READ));
    assert_false(core_allows(RODATA, WRITE) || core_allows(RODATA, EXECUTE));
    assert_true(core_allows(RODATA_END - 1, READ) && !core_allows(RODATA_END - 1, WRITE));
    assert_true(core_allows(STACK_LOW, READ) && core_allows(STACK_LOW, WRITE));
    assert_false(core_allows(STACK_LOW, EXECUTE));
    assert_true(core_allows(0x10000000, WRITE) && !core_allows(0x10000000, EXECUTE));
}

static void assert_undeclared(bool open)
{
    static const unsigned long addresses[] = {WINDOW_LAST + 1UL, UNDECLARED, TEXT - 1UL,
                                              RAM_LAST + 1UL, PHYSICAL_LAST};

    for (unsigned i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
        assert_true(core_allows(addresses[i], WRITE) == open);
        assert_true(core_allows(addresses[i], READ) == open);
        assert_false(core_allows(addresses[i], EXECUTE));
    }
    assert_true(core_allows(WINDOW_LAST, WRITE) && core_allows(RAM_LAST, WRITE));
}

static void sixteen_entries_hold_everything(void **state)
{
    (void)state;
    core_reset(16, 4);
    rti_pmp_init();
    assert_basics(0, STACK_LOW);
    assert_closed(TIMER_GUARD);
    assert_undeclared(false);
    assert_null(rt_protect_missing(0));
    assert_int_equal(core_painted, 0);
}

static void a_grain_of_64_bytes_will_do(void **state)
{
    (void)state;
    core_reset(16, 64);
    rti_pmp_init();
    assert_basics(0, STACK_LOW);
    assert_undeclared(false);
    assert_null(rt_protect_missing(0));
    assert_int_equal(core_painted, 0);
}

static void assert_unprotected(void)
{
    assert_false(core.stops);
    assert_true(core_allows(TEXT, WRITE) && core_allows(0, READ));
    assert_true(core_allows(STACK_LOW, EXECUTE) && core_allows(STACK_GUARD, WRITE));
    assert_non_null(strstr(rt_protect_missing(0), "all of it"));
    assert_null(rt_protect_missing(1));
    assert_int_equal(core_painted, GUARDS_MASK);
    assert_false(rti_pmp_guard_stack((const char *)0x80020100));
}

static void unusual_cores_are_left_alone(void **state)
{
    (void)state;
    core_reset(16, 4096);
    rti_pmp_init();
    assert_unprotected();
    core_reset(16, 4);
    core.lacks_tor = true;
    rti_pmp_init();
    assert_unprotected();
    core_reset(16, 4);
    core.lacks_napot = true;
    rti_pmp_init();
    assert_unprotected();
    core_reset(16, 4);
    core.address_mask = 0x1fffffff;
    rti_pmp_init();
    assert_unprotected();
    core_reset(0, 4);
    rti_pmp_init();
    assert_unprotected();
}

/* Spike and boot loaders set entry 0 without a lock. */
static void entries_that_are_set_at_reset_are_replaced(void **state)
{
    (void)state;
    core_reset(16, 4);
    core_set(0, 0, 1UL << 56, 0x1f);
    core_set(5, 0, 4096, 0x18);
    rti_pmp_init();
    assert_basics(0, STACK_LOW);
    assert_undeclared(false);
    assert_null(rt_protect_missing(0));
    assert_int_equal(core_painted, 0);
}

/* Without a lock they don't bind, and no entry of the table may be given up for them. */
static void entries_that_an_earlier_stage_left_open_are_replaced(void **state)
{
    (void)state;
    for (unsigned entry = 0; entry < ENTRIES; entry++) {
        core_reset(16, 4);
        core_set(entry, TEXT, 4096, 0x1f);
        rti_pmp_init();
        assert_basics(0, STACK_LOW);
        assert_undeclared(false);
        assert_null(rt_protect_missing(0));
        assert_int_equal(core_painted, 0);
        core_reset(16, 4);
        core_set(entry, TEXT, 4096, 0x1f);
        assert_int_equal(rti_pmp_init_hart(AREA, (const char *)0x80020100), 0);
        assert_basics(AREA, 0x80020100);
    }
}

/* It may have the bounds of the code all the same. */
static void a_table_with_other_rights_is_not_ours(void **state)
{
    (void)state;
    for (unsigned entry = 0; entry < 7; entry++) {
        core_reset(16, 4);
        rti_pmp_init();
        core.config[entry] ^= 2;
        rti_pmp_init();
        assert_string_equal(rt_protect_missing(0), rti_pmp_missing_name(PMP_MISSING_ALL, 0));
        assert_int_equal(core_painted, GUARDS_MASK);
    }
}

static void locked_entries_are_not_fought(void **state)
{
    (void)state;
    for (unsigned entry = 0; entry < ENTRIES; entry++) {
        core_reset(16, 4);
        core_set(entry, 0x40000000, 4096, 0x98);
        rti_pmp_init();
        assert_false(core_allows(0x40000000, READ));
        assert_unprotected();
    }
}

static void another_hart_has_guards_of_its_own(void **state)
{
    (void)state;
    core_reset(16, 4);
    assert_int_equal(rti_pmp_init_hart(AREA, (const char *)0x80020100), 0);
    assert_basics(AREA, 0x80020100);
    assert_closed(TIMER_GUARD + AREA);
    assert_true(core_allows(TRAP_GUARD, WRITE) && core_allows(STACK_GUARD, WRITE));
    assert_null(rt_protect_missing(0));
}

static bool restart(unsigned long stack_low)
{
    const unsigned long between = core.entries == 8 ? 4 : 0;

    assert_int_equal(rti_pmp_init_hart(AREA, (const char *)stack_low), between);
    return rti_pmp_guard_stack((const char *)stack_low);
}

static void assert_stacks_fit(unsigned long count)
{
    core_reset(16, 4);
    for (unsigned long i = 0; i < count; i++) {
        assert_true(restart(0x80020100 + i * 0x1000));
        assert_closed(0x80020000 + i * 0x1000);
    }
    assert_false(restart(0x80020100 + count * 0x1000));
    assert_true(restart(0x80021100));
    assert_true(restart(0x80020100));
    assert_basics(AREA, 0x80020100);
    assert_null(rt_protect_missing(0));
}

static void ranges_are_opened_while_entries_are_left(void **state)
{
    unsigned count = 0;

    (void)state;
    core_reset(16, 4);
    rti_pmp_init();
    while (rt_protect_open(UNDECLARED + count * 0x1000UL, 0x100)) {
        assert_true(core_allows(UNDECLARED + count * 0x1000UL + 0xff, WRITE));
        assert_false(core_allows(UNDECLARED + count * 0x1000UL + 0x100, WRITE));
        count++;
        assert_true(count < ENTRIES);
    }
    assert_int_equal(count, FREE_ENTRIES);
    assert_true(rt_protect_open(UNDECLARED, 0x100));
    assert_false(rt_protect_open(UNDECLARED, 0x180));
    assert_false(rt_protect_open(UNDECLARED + 0x80, 0x100));
    assert_null(rt_protect_missing(0));
    core_reset(8, 4);
    rti_pmp_init();
    assert_true(rt_protect_open(UNDECLARED, 0x100) && core_allows(UNDECLARED, WRITE));
    core_reset(0, 4);
    rti_pmp_init();
    assert_true(rt_protect_open(UNDECLARED, 0x100));
}

#ifdef HAS_RAM_TEXT

static void assert_ram_text(void)
{
    assert_true(core_allows(RAM_TEXT, EXECUTE) && core_allows(RAM_TEXT, READ));
    assert_true(core_allows(RAM_TEXT + 127, EXECUTE));
}

static void sixteen_entries_hold_functions_in_ram(void **state)
{
    (void)state;
    core_reset(16, 4);
    rti_pmp_init();
    assert_basics(0, STACK_LOW);
    assert_ram_text();
    assert_false(core_allows(RAM_TEXT, WRITE) || core_allows(RAM_TEXT + 127, WRITE));
    assert_true(core_allows(RAM_TEXT - 1, WRITE) && !core_allows(RAM_TEXT - 1, EXECUTE));
    assert_true(core_allows(RAM_TEXT + 128, WRITE) && !core_allows(RAM_TEXT + 128, EXECUTE));
    assert_null(rt_protect_missing(0));
}

static void later_stacks_get_what_entries_are_left(void **state)
{
    (void)state;
    assert_stacks_fit(FREE_ENTRIES + 1);
    assert_ram_text();
}

static void eight_entries_hold_what_matters_most(void **state)
{
    (void)state;
    core_reset(8, 4);
    rti_pmp_init();
    assert_false(core.stops);
    assert_ram_text();
    assert_true(core_allows(RAM_TEXT, WRITE));
    assert_closed(STACK_GUARD);
    assert_false(core_allows(TEXT, WRITE));
    assert_string_equal(rt_protect_missing(0), "timer interrupt stack guard");
    assert_string_equal(rt_protect_missing(1), "functions in RAM not writable");
    assert_string_equal(rt_protect_missing(2), "data not executable");
    assert_string_equal(rt_protect_missing(3), "undeclared addresses not accessible");
    assert_null(rt_protect_missing(4));
}

#else

static void sixteen_entries_hold_functions_in_ram(void **state)
{
    (void)state;
    core_reset(16, 4);
    rti_pmp_init();
    assert_true(core_allows(RAM_TEXT, WRITE) && !core_allows(RAM_TEXT, EXECUTE));
}

static void later_stacks_get_what_entries_are_left(void **state)
{
    (void)state;
    assert_stacks_fit(1 + FREE_ENTRIES);
    rt_hart_block()->painted = GUARDS_PAINTED | GUARD_PROGRAM;
    assert_string_equal(rt_protect_missing(0), "program stack guard");
    assert_null(rt_protect_missing(1));
}

static void eight_entries_hold_what_matters_most(void **state)
{
    (void)state;
    core_reset(8, 4);
    rti_pmp_init();
    assert_basics(0, STACK_LOW);
    assert_undeclared(true);
    /* The pattern guards what no entry does: the third guard is the timer's. */
    assert_true(core_allows(TIMER_GUARD, WRITE));
    assert_int_equal(core_painted, 4);
    assert_string_equal(rt_protect_missing(0), "timer interrupt stack guard");
    assert_string_equal(rt_protect_missing(1), "undeclared addresses not accessible");
    assert_null(rt_protect_missing(2));
}

#endif

static void with_eight_entries_only_the_first_stack_is_guarded(void **state)
{
    (void)state;
    core_reset(8, 4);
    assert_true(restart(0x80020100));
    assert_false(restart(0x80023100));
    assert_true(restart(0x80020100));
    assert_closed(0x80020000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sixteen_entries_hold_everything),
        cmocka_unit_test(a_grain_of_64_bytes_will_do),
        cmocka_unit_test(eight_entries_hold_what_matters_most),
        cmocka_unit_test(sixteen_entries_hold_functions_in_ram),
        cmocka_unit_test(unusual_cores_are_left_alone),
        cmocka_unit_test(entries_that_are_set_at_reset_are_replaced),
        cmocka_unit_test(entries_that_an_earlier_stage_left_open_are_replaced),
        cmocka_unit_test(a_table_with_other_rights_is_not_ours),
        cmocka_unit_test(locked_entries_are_not_fought),
        cmocka_unit_test(another_hart_has_guards_of_its_own),
        cmocka_unit_test(later_stacks_get_what_entries_are_left),
        cmocka_unit_test(ranges_are_opened_while_entries_are_left),
        cmocka_unit_test(with_eight_entries_only_the_first_stack_is_guarded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
