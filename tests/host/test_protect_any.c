/* SPDX-License-Identifier: MIT */
/*
 * PROTECTION ANY on modelled cores: each protection is in force or named, what the firmware needs
 * stays accessible, and what an earlier stage has locked decides.
 */
#include "base/guards.h"
#include "pmp/pmp.h"
#include "pmp_core.h"
#include <host_test.h>
#include <stdio.h>
#include <string.h>

#ifndef GUARD
#define GUARD 256UL
#endif
#ifndef RAM_TEXT_SIZE
#define RAM_TEXT_SIZE 0
#endif

/* A protection: addresses, accesses that must fail there, and the name if they don't. */
static const struct {
    unsigned long first, last;
    unsigned denied;
    const char *name;
} protections[] = {
    {0, 4095, READ | WRITE | EXECUTE, "page zero"},
    {STACK_GUARD, STACK_GUARD + GUARD - 1, READ | WRITE, "program stack guard"},
    {TRAP_GUARD, TRAP_GUARD + GUARD - 1, READ | WRITE, "trap stack guard"},
    {IRQ_GUARD, IRQ_GUARD + GUARD - 1, READ | WRITE, "interrupt stack guard"},
    {TIMER_GUARD, TIMER_GUARD + GUARD - 1, READ | WRITE, "timer interrupt stack guard"},
    {TEXT, RODATA - 1, WRITE, "code not writable"},
    {RODATA, RODATA_END - 1, WRITE | EXECUTE, "constants not writable"},
    {RAM_TEXT, RAM_TEXT + RAM_TEXT_SIZE - 1, WRITE, "functions in RAM not writable"},
    {RAM_TEXT + RAM_TEXT_SIZE, RAM_LAST, EXECUTE, "data not executable"},
    {STACK_GUARD + GUARD, IRQ_GUARD - 1, EXECUTE, "data not executable"},
    {4096, WINDOW_LAST, EXECUTE, "data not executable"},
    {WINDOW_LAST + 1UL, TEXT - 1UL, READ | WRITE | EXECUTE, "undeclared addresses not accessible"},
    {RAM_LAST + 1UL, PHYSICAL_LAST, READ | WRITE | EXECUTE, "undeclared addresses not accessible"},
};

/* What the firmware does. */
static const struct {
    unsigned long first, last;
    unsigned needed;
} uses[] = {
    {TEXT, RODATA - 1, READ | EXECUTE},
    {RODATA, RODATA_END - 1, READ},
    {RAM_TEXT, RAM_TEXT + RAM_TEXT_SIZE - 1, READ | EXECUTE},
    {STACK_GUARD + GUARD, IRQ_GUARD - 1, READ | WRITE},
    {IRQ_GUARD + GUARD, TIMER_GUARD - 1, READ | WRITE},
    {TIMER_GUARD + GUARD, TRAP_GUARD - 1, READ | WRITE},
    {TRAP_GUARD + GUARD, RAM_TEXT - 1, READ | WRITE},
    {RAM_TEXT + RAM_TEXT_SIZE, RAM_LAST, READ | WRITE},
    {4096, WINDOW_LAST, READ | WRITE},
};

enum {
    PROTECTIONS = sizeof(protections) / sizeof(protections[0]),
    USES = sizeof(uses) / sizeof(uses[0]),
};

static bool is_missing(const char *name)
{
    const char *missing;

    for (unsigned i = 0; (missing = rt_protect_missing(i)) != NULL; i++) {
        if (strstr(missing, "all of it") != NULL || strcmp(missing, name) == 0) {
            return true;
        }
    }
    return false;
}

/* The core has no addresses after this one. */
static unsigned long last_of(unsigned i)
{
    const unsigned long last = core.address_mask << 2 | 3;

    return protections[i].last < last ? protections[i].last : last;
}

/* The accesses that are allowed, of those asked for, at both ends and in the middle. */
static unsigned allowed(unsigned long first, unsigned long last, unsigned accesses)
{
    unsigned result = 0;

    for (unsigned bit = READ; bit <= EXECUTE; bit *= 2) {
        if ((accesses & bit) != 0 && (core_allows(first, bit) || core_allows(last, bit) ||
                                      core_allows(first + (last - first) / 2, bit))) {
            result |= bit;
        }
    }
    return result;
}

static unsigned always_allowed(unsigned long first, unsigned long last)
{
    unsigned result = 0;

    for (unsigned bit = READ; bit <= EXECUTE; bit *= 2) {
        if (core_allows(first, bit) && core_allows(last, bit) &&
            core_allows(first + (last - first) / 2, bit)) {
            result |= bit;
        }
    }
    return result;
}

static void fail_for(const char *problem, const char *what)
{
    char missing[1000] = "";

    for (unsigned i = 0; rt_protect_missing(i) != NULL; i++) {
        strcat(strcat(missing, "; "), rt_protect_missing(i));
    }
    for (unsigned i = 0; i < ENTRIES; i++) {
        printf("%2u %02x %lx\n", i, core.config[i], core.address[i] << 2);
    }
    fail_msg("%s: %s; %u entries of %lu bytes%s%s; missing%s", problem, what, core.entries,
             core.grain, core.lacks_tor ? ", no TOR" : "", core.lacks_napot ? ", no NAPOT" : "",
             missing);
}

/* Starts the firmware on the core and judges it. */
static void start(void)
{
    const bool works = core_works();
    unsigned before[USES];

    for (unsigned i = 0; i < USES; i++) {
        before[i] = always_allowed(uses[i].first, uses[i].last) & uses[i].needed;
    }
    rti_pmp_init();
    if (works && core.stops) {
        fail_for("inaccessible for a while", "code or RAM");
    }
    for (unsigned i = 0; i < USES; i++) {
        const unsigned after = always_allowed(uses[i].first, uses[i].last);
        if (uses[i].first <= uses[i].last && (before[i] & ~after) != 0) {
            char text[40];
            (void)snprintf(text, sizeof(text), "%lx", uses[i].first);
            fail_for("became inaccessible", text);
        }
    }
    for (unsigned i = 0; i < PROTECTIONS; i++) {
        if (protections[i].first <= protections[i].last && !is_missing(protections[i].name) &&
            allowed(protections[i].first, last_of(i), protections[i].denied) != 0) {
            fail_for("not in force, and not named", protections[i].name);
        }
    }
}

static void set_stage(unsigned stage)
{
    const unsigned last = core.entries == 0 ? 0 : core.entries - 1;

    switch (core.entries == 0 ? 0 : stage) {
    case 1: /* Spike: everything is open, not locked. */
        core_set(0, 0, 1UL << 56, 0x1f);
        break;
    case 2: /* Every entry is set, none is locked. */
        for (unsigned i = 0; i < core.entries; i++) {
            core_set(i, TEXT + 0x1000UL * i, 0x1000, core.lacks_napot ? 0x0b : 0x1b);
        }
        break;
    case 3: /* A ROM has closed its own memory, among the devices. */
        core_set(0, 0x10200000, 0x10000, 0x98);
        break;
    case 4: /* The same in the last entry. */
        core_set(last, 0x40000000, 0x10000, 0x98);
        break;
    case 5: /* All entries are locked, and off. */
        for (unsigned i = 0; i < core.entries; i++) {
            core.config[i] = 0x80;
        }
        break;
    case 6: /* An earlier stage has closed page zero and opened this firmware's code. */
        core_set(0, 0, 4096, 0x98);
        core_set(last, TEXT, 0x1000, 0x9d);
        break;
    case 7: /* It has closed everything but this firmware's RAM and the devices. */
        core_set(0, TEXT, 0x8000000, 0x9f);
        core_set(last > 1 ? 1 : last, 0, 0x20000000, 0x9b);
        core_set(last, 0, 1UL << 56, 0x98);
        break;
    default:
        break;
    }
}

enum {
    STAGES = 8
};

static const unsigned entries[] = {0, 1, 2, 3, 4, 6, 8, 12, 16};
static const unsigned long grains[] = {4, 8, 32, 64, 128, 256, 512, 4096, 0x10000};

static void every_core_is_protected_or_says_what_is_missing(void **state)
{
    (void)state;
    for (unsigned e = 0; e < sizeof(entries) / sizeof(entries[0]); e++) {
        for (unsigned g = 0; g < sizeof(grains) / sizeof(grains[0]); g++) {
            for (unsigned variant = 0; variant < 8 * STAGES; variant++) {
                core_reset(entries[e], grains[g]);
                core.lacks_tor = (variant & 1) != 0;
                core.lacks_napot = (variant & 2) != 0;
                core.address_mask = (variant & 4) != 0 ? 0xffffffff : (1UL << 54) - 1;
                set_stage(variant / 8);
                start();
                start();
            }
        }
    }
}

/* Registers as Hazard3 has them, which lacks TOR: src/pmp/entries.h. */
static void cores_with_odd_registers_are_protected_too(void **state)
{
    (void)state;
    for (unsigned e = 0; e < sizeof(entries) / sizeof(entries[0]); e++) {
        for (unsigned g = 0; g < sizeof(grains) / sizeof(grains[0]); g++) {
            for (unsigned variant = 0; variant < 8; variant++) {
                core_reset(entries[e], grains[g]);
                core.lacks_tor = true;
                core.address_mask = (variant & 1) != 0 ? 0xffffffff : (1UL << 54) - 1;
                core.shows_low_bits = (variant & 2) != 0;
                core.exchanges_r_and_x = (variant & 4) != 0;
                start();
                start();
            }
        }
    }
}

/* Locked, its last address is in entry 1, and its first one in entry 0, which is off. The rest is
 * enough for this firmware. */
static void a_range_of_an_earlier_stage_takes_two_entries(void **state)
{
    static const uint8_t rights[] = {0, 1, 3, 4, 5, 7};

    (void)state;
    for (unsigned i = 0; i < sizeof(rights); i++) {
        core_reset(ENTRIES, 4);
        core.address[0] = 0x10200000 >> 2;
        core.address[1] = 0x10210000 >> 2;
        core.config[1] = (uint8_t)(0x88 | rights[i]);
        start();
        assert_false(is_missing("program stack guard"));
    }
}

/* As src/hart/run.c starts a hart: whether the guard with this bit would be painted. */
static void assert_open_if_painted(unsigned long painted, unsigned long bit, unsigned long guard)
{
    if ((painted & bit) != 0 &&
        (always_allowed(guard + GUARD - 256, guard + GUARD - 1) & WRITE) == 0) {
        fail_for("would be painted, and is closed", "a guard");
    }
}

static void start_hart(unsigned long stack_low)
{
    const char *const low = (const char *)stack_low;
    unsigned long painted = rti_pmp_init_hart(AREA, low);

    if (!rti_pmp_guard_stack(low)) {
        painted |= GUARD_PROGRAM;
    }
    if (!core_allows(stack_low, WRITE) || !core_allows(stack_low - 257, WRITE)) {
        fail_for("inaccessible", "what is around the guard");
    }
    assert_open_if_painted(painted, GUARD_PROGRAM, stack_low - GUARD);
    assert_open_if_painted(painted, 2, IRQ_GUARD + AREA);
    assert_open_if_painted(painted, 4, TIMER_GUARD + AREA);
    assert_open_if_painted(painted, 8, TRAP_GUARD + AREA);
}

/* Such a stage can't have run on a core without NAPOT. */
static bool sets_napot(unsigned stage)
{
    return stage == 3 || stage == 4 || stage == 6 || stage == 7;
}

static void no_closed_guard_is_painted(void **state)
{
    (void)state;
    for (unsigned e = 0; e < sizeof(entries) / sizeof(entries[0]); e++) {
        for (unsigned g = 0; g < sizeof(grains) / sizeof(grains[0]); g++) {
            for (unsigned variant = 0; variant < 4 * STAGES; variant++) {
                core_reset(entries[e], grains[g]);
                core.lacks_tor = (variant & 1) != 0;
                core.lacks_napot = (variant & 2) != 0;
                set_stage(variant / 4);
                if (core_works() && !(core.lacks_napot && sets_napot(variant / 4))) {
                    start_hart(0x80030000);
                    start_hart(0x80040000);
                }
            }
        }
    }
}

#define UNDECLARED_TEXT    "undeclared addresses not accessible, "
#define TIMER              "timer interrupt stack guard, "
#define GUARDS             "program stack guard, trap stack guard, interrupt stack guard, "
#define RAM_TEXT_NAME      "functions in RAM not writable, "
#define OF_FEW             TIMER UNDECLARED_TEXT
#define RAM_TEXT_OF_FEW    TIMER RAM_TEXT_NAME "data not executable, " UNDECLARED_TEXT
#define RAM_TEXT_OF_COARSE GUARDS TIMER RAM_TEXT_NAME "data not executable, " UNDECLARED_TEXT
#define ALL                "all of it"

/* Real cores, and what is missing of this firmware's protection. */
static const struct {
    const char *name;
    unsigned entries;
    unsigned long grain;
    bool lacks_tor;
    bool shows_low_bits, exchanges_r_and_x;
    unsigned hardwired;
    const char *missing[3]; /* with guards of 256 bytes, with pages, with functions in RAM */
} chips[] = {
    {"QEMU", 16, 4, false, false, false, 0, {"", "", ""}},
    {"FU540 (U54)", 8, 4, false, false, false, 0, {OF_FEW, OF_FEW, RAM_TEXT_OF_FEW}},
    {"RP2350 (Hazard3)",
     8,
     32,
     true,
     true,
     true,
     3,
     {UNDECLARED_TEXT, UNDECLARED_TEXT, "page zero, " UNDECLARED_TEXT}},
    {"Hazard3 after the RP2350",
     8,
     32,
     true,
     true,
     false,
     3,
     {UNDECLARED_TEXT, UNDECLARED_TEXT, "page zero, " UNDECLARED_TEXT}},
    {"JH7110 (U74)", 8, 4096, false, false, false, 0, {GUARDS TIMER, OF_FEW, RAM_TEXT_OF_COARSE}},
    {"C906", 8, 2048, false, false, false, 0, {GUARDS TIMER, OF_FEW, RAM_TEXT_OF_COARSE}},
    {"TH1520 (C910)", 0, 4, false, false, false, 0, {ALL, ALL, ALL}},
    {"VexRiscv", 16, 4, true, false, false, 0, {"", "", ""}},
};

static unsigned firmware(void)
{
    return RAM_TEXT_SIZE != 0 ? 2 : GUARD == 4096;
}

static void real_cores_lack_what_is_listed(void **state)
{
    bool is_right = true;

    (void)state;
    for (unsigned i = 0; i < sizeof(chips) / sizeof(chips[0]); i++) {
        const char *const expected = chips[i].missing[firmware()];
        char missing[1000] = "";
        core_reset(chips[i].entries, chips[i].grain);
        core.lacks_tor = chips[i].lacks_tor;
        core.shows_low_bits = chips[i].shows_low_bits;
        core.exchanges_r_and_x = chips[i].exchanges_r_and_x;
        core.hardwired = chips[i].hardwired;
        for (unsigned k = 0; k < core.hardwired; k++) {
            core_set(core.entries + k, 0x10000000UL * k, 0x10000000, 0x1f);
        }
        start();
        for (unsigned k = 0; rt_protect_missing(k) != NULL; k++) {
            strcat(strcat(missing, rt_protect_missing(k)), ", ");
        }
        if (strncmp(missing, expected, strlen(expected)) != 0 ||
            (*missing != 0) != (*expected != 0)) {
            print_message("%s lacks: %s\n", chips[i].name, missing);
            is_right = false;
        }
    }
    assert_true(is_right);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_core_is_protected_or_says_what_is_missing),
        cmocka_unit_test(cores_with_odd_registers_are_protected_too),
        cmocka_unit_test(a_range_of_an_earlier_stage_takes_two_entries),
        cmocka_unit_test(no_closed_guard_is_painted),
        cmocka_unit_test(real_cores_lack_what_is_listed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
