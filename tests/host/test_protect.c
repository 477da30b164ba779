/* SPDX-License-Identifier: MIT */
/*
 * The protection table on cores that QEMU does not have: with eight entries, with a coarse
 * granularity, without a PMP. The modelled core follows the privileged specification, section 3.7.
 * CMakeLists.txt defines the linker's symbols.
 */
#include "pmp/pmp.h"
#include <host_test.h>
#include <rt/csr.h>
#include <rt/detail/hart_block.h>
#include <stdio.h>
#include <string.h>

enum access {
    READ = 1,
    WRITE = 2,
    EXECUTE = 4,
};

enum {
    ENTRIES = 16,
    TEXT = 0x80000000,
    RODATA = 0x80001000,
    DATA = 0x80002000,
    STACK_LOW = 0x80002100,
    TRAP_GUARD = 0x80004000,
    IRQ_GUARD = 0x80003000,
    TIMER_GUARD = 0x80003800,
    AREA = 0x2000,
};

static struct {
    unsigned entries;
    unsigned grain; /* in bytes */
    unsigned long address[ENTRIES];
    uint8_t config[ENTRIES];
} core;

static struct rt_hart block;

struct rt_hart *rt_hart_block_of_trap(void)
{
    return &block;
}

static bool locked(unsigned entry)
{
    const bool bounds_next = entry + 1 < ENTRIES && (core.config[entry + 1] & 0x98) == 0x88;

    return (core.config[entry] & 0x80) != 0 || bounds_next;
}

static unsigned long read_address(unsigned entry)
{
    const unsigned long low = core.grain / 4 - 1;
    const bool is_napot = (core.config[entry] & 0x18) == 0x18;

    return is_napot ? core.address[entry] | low >> 1 : core.address[entry] & ~low;
}

unsigned long pmp_read(const char *name)
{
    unsigned number;
    unsigned long word = 0;

    assert_true(core.entries != 0);
    if (sscanf(name, "pmpaddr%u", &number) == 1) {
        return number < core.entries ? read_address(number) : 0;
    }
    assert_int_equal(sscanf(name, "pmpcfg%u", &number), 1);
    memcpy(&word, &core.config[4 * number], sizeof(word));
    return word;
}

static void write_configs(unsigned first, unsigned long value)
{
    for (unsigned i = 0; i < sizeof(value); i++) {
        const unsigned entry = first + i;
        if (entry < core.entries && (core.config[entry] & 0x80) == 0) {
            core.config[entry] = (uint8_t)(value >> (8 * i));
        }
    }
}

void pmp_write(const char *name, unsigned long value)
{
    unsigned number;

    assert_true(core.entries != 0);
    if (sscanf(name, "pmpaddr%u", &number) == 1) {
        if (number < core.entries && !locked(number)) {
            core.address[number] = value & ((1UL << 54) - 1);
        }
        return;
    }
    assert_int_equal(sscanf(name, "pmpcfg%u", &number), 1);
    write_configs(4 * number, value);
}

unsigned long rti_probe_pmp(unsigned long value);
unsigned long rti_probe_pmp_at_start(unsigned long value);

unsigned long rti_probe_pmp(unsigned long value)
{
    if (core.entries == 0) {
        return 0;
    }
    pmp_write("pmpaddr0", value);
    return pmp_read("pmpaddr0");
}

unsigned long rti_probe_pmp_at_start(unsigned long value)
{
    return rti_probe_pmp(value);
}

static bool covers(unsigned entry, unsigned long address)
{
    const unsigned long at = address >> 2;
    const unsigned long ones = core.address[entry] ^ (core.address[entry] + 1);

    switch (core.config[entry] & 0x18) {
    case 0x08:
        return at >= (entry == 0 ? 0 : core.address[entry - 1]) && at < core.address[entry];
    case 0x18:
        return (at & ~ones) == (core.address[entry] & ~ones);
    default:
        return false;
    }
}

/* Whether machine mode may access the address. */
static bool allows(unsigned long address, enum access access)
{
    for (unsigned i = 0; i < core.entries; i++) {
        if (covers(i, address)) {
            return (core.config[i] & 0x80) == 0 || (core.config[i] & access) != 0;
        }
    }
    return true;
}

static void assert_closed(unsigned long guard)
{
    assert_false(allows(guard, READ));
    assert_false(allows(guard + 255, WRITE));
    assert_true(allows(guard + 256, WRITE));
    assert_true(allows(guard - 1, READ));
}

static void set_core(unsigned entries, unsigned grain)
{
    memset(&core, 0, sizeof(core));
    core.entries = entries;
    core.grain = grain;
    block.stack_unguarded = 0;
}

static void assert_basics(unsigned long area, unsigned long stack_low)
{
    assert_false(allows(0, READ));
    assert_false(allows(4095, WRITE));
    assert_true(allows(4096, WRITE));
    assert_closed(stack_low - 256);
    assert_closed(TRAP_GUARD + area);
    assert_closed(IRQ_GUARD + area);
    assert_true(allows(TEXT, EXECUTE) && allows(TEXT, READ) && !allows(TEXT, WRITE));
    assert_true(allows(RODATA - 1, EXECUTE) && !allows(RODATA - 1, WRITE));
    assert_true(allows(RODATA, READ) && !allows(RODATA, WRITE) && !allows(RODATA, EXECUTE));
    assert_true(allows(DATA - 1, READ) && !allows(DATA - 1, WRITE));
    assert_true(allows(STACK_LOW, READ) && allows(STACK_LOW, WRITE));
    assert_false(allows(STACK_LOW, EXECUTE));
    assert_true(allows(0x10000000, WRITE) && !allows(0x10000000, EXECUTE));
}

static void sixteen_entries_hold_everything(void **state)
{
    (void)state;
    set_core(16, 4);
    rti_pmp_init();
    assert_basics(0, STACK_LOW);
    assert_closed(TIMER_GUARD);
    assert_false(allows(TEXT - 1, WRITE));
    assert_null(rt_protect_missing(0));
}

static void a_grain_of_64_bytes_will_do(void **state)
{
    (void)state;
    set_core(16, 64);
    rti_pmp_init();
    assert_basics(0, STACK_LOW);
    assert_null(rt_protect_missing(0));
}

static void a_coarse_grain_is_left_alone(void **state)
{
    (void)state;
    set_core(16, 128);
    rti_pmp_init();
    assert_true(allows(TEXT, WRITE) && allows(0, READ) && allows(STACK_LOW, EXECUTE));
    assert_non_null(strstr(rt_protect_missing(0), "all of it"));
    assert_null(rt_protect_missing(1));
    assert_false(rti_pmp_guard_stack((const char *)STACK_LOW));
}

static void without_a_pmp_nothing_is_touched(void **state)
{
    (void)state;
    set_core(0, 4);
    rti_pmp_init();
    assert_non_null(strstr(rt_protect_missing(0), "all of it"));
    assert_null(rt_protect_missing(1));
    assert_false(rti_pmp_guard_stack((const char *)STACK_LOW));
}

static void another_hart_has_guards_of_its_own(void **state)
{
    (void)state;
    set_core(16, 4);
    rti_pmp_init_hart(AREA, (const char *)0x80009100);
    assert_basics(AREA, 0x80009100);
    assert_closed(TIMER_GUARD + AREA);
    assert_true(allows(TRAP_GUARD, WRITE) && allows(STACK_LOW - 256, WRITE));
    assert_null(rt_protect_missing(0));
}

static bool restart(unsigned long stack_low)
{
    rti_pmp_init_hart(AREA, (const char *)stack_low);
    return rti_pmp_guard_stack((const char *)stack_low);
}

#ifdef RAM_TEXT

static void sixteen_entries_hold_functions_in_ram(void **state)
{
    (void)state;
    set_core(16, 4);
    rti_pmp_init();
    assert_basics(0, STACK_LOW);
    assert_true(allows(RAM_TEXT, EXECUTE) && allows(RAM_TEXT, READ) && !allows(RAM_TEXT, WRITE));
    assert_true(allows(RAM_TEXT + 127, EXECUTE) && !allows(RAM_TEXT + 127, WRITE));
    assert_true(allows(RAM_TEXT - 1, WRITE) && !allows(RAM_TEXT - 1, EXECUTE));
    assert_true(allows(RAM_TEXT + 128, WRITE) && !allows(RAM_TEXT + 128, EXECUTE));
    assert_null(rt_protect_missing(0));
}

static void one_entry_is_left_for_a_later_stack(void **state)
{
    (void)state;
    set_core(16, 4);
    assert_true(restart(0x80009100));
    assert_true(restart(0x8000a100));
    assert_closed(0x8000a000);
    assert_false(restart(0x8000b100));
    assert_true(allows(RAM_TEXT, EXECUTE) && !allows(RAM_TEXT, WRITE));
}

static void with_eight_entries_functions_in_ram_execute(void **state)
{
    (void)state;
    set_core(8, 4);
    rti_pmp_init();
    assert_true(allows(RAM_TEXT, EXECUTE) && allows(RAM_TEXT, WRITE));
    assert_closed(STACK_LOW - 256);
    assert_false(allows(TEXT, WRITE));
    assert_string_equal(rt_protect_missing(2), "start of functions in RAM");
    assert_string_equal(rt_protect_missing(3), "functions in RAM not writable");
    assert_string_equal(rt_protect_missing(4), "data not executable");
    assert_null(rt_protect_missing(5));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sixteen_entries_hold_everything),
        cmocka_unit_test(a_grain_of_64_bytes_will_do),
        cmocka_unit_test(a_coarse_grain_is_left_alone),
        cmocka_unit_test(without_a_pmp_nothing_is_touched),
        cmocka_unit_test(another_hart_has_guards_of_its_own),
        cmocka_unit_test(sixteen_entries_hold_functions_in_ram),
        cmocka_unit_test(one_entry_is_left_for_a_later_stack),
        cmocka_unit_test(with_eight_entries_functions_in_ram_execute),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

static void eight_entries_hold_what_matters_most(void **state)
{
    (void)state;
    set_core(8, 4);
    rti_pmp_init();
    assert_basics(0, STACK_LOW);
    assert_true(allows(TIMER_GUARD, WRITE));
    assert_string_equal(rt_protect_missing(0), "timer interrupt stack guard");
    assert_string_equal(rt_protect_missing(1), "memory below the main stack");
    assert_null(rt_protect_missing(2));
}

static void later_stacks_get_what_entries_are_left(void **state)
{
    (void)state;
    set_core(16, 4);
    for (unsigned long i = 0; i < 4; i++) {
        assert_true(restart(0x80009100 + i * 0x1000));
        assert_closed(0x80009000 + i * 0x1000);
    }
    assert_false(restart(0x8000d100));
    assert_true(restart(0x8000a100));
    assert_true(restart(0x80009100));
    assert_basics(AREA, 0x80009100);
    assert_null(rt_protect_missing(0));
    block.stack_unguarded = 1;
    assert_string_equal(rt_protect_missing(0), "program stack guard");
    assert_null(rt_protect_missing(1));
}

static void with_eight_entries_only_the_first_stack_is_guarded(void **state)
{
    (void)state;
    set_core(8, 4);
    assert_true(restart(0x80009100));
    assert_false(restart(0x8000a100));
    assert_true(restart(0x80009100));
    assert_basics(AREA, 0x80009100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sixteen_entries_hold_everything),
        cmocka_unit_test(a_grain_of_64_bytes_will_do),
        cmocka_unit_test(eight_entries_hold_what_matters_most),
        cmocka_unit_test(a_coarse_grain_is_left_alone),
        cmocka_unit_test(without_a_pmp_nothing_is_touched),
        cmocka_unit_test(another_hart_has_guards_of_its_own),
        cmocka_unit_test(later_stacks_get_what_entries_are_left),
        cmocka_unit_test(with_eight_entries_only_the_first_stack_is_guarded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#endif
