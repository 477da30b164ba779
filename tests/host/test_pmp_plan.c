/* SPDX-License-Identifier: MIT */
/*
 * PMP plans for thousands of cores: each is programmed into a modelled PMP, which is then asked at
 * every bound of a region.
 */
#include "pmp_model.h"
#include "pmp_sets.h"
#include <host_test.h>
#include <string.h>

/* Locked entries that a boot stage has left. */
enum pattern {
    NOTHING,
    FIRST_DENIES,    /* entry 0 denies a page of data */
    SECOND_OPENS,    /* entry 1 opens a part of code, and entry 0's address is locked */
    LAST_DENIES_ALL, /* the last entry denies everything */
    CODE_IS_LOCKED,  /* an entry already has the code's first 16 KiB */
    PATTERNS,
};

static struct pmp_registers in_force;

/* As it reads: without a mode that the core lacks, ones below the grain in NAPOT, else zeros. */
static void lock(const struct pmp_core *core, unsigned entry, unsigned long address, uint8_t config)
{
    const unsigned long low = core->grain / 4 - 1;
    const uint8_t mode = config & 0x18;

    if ((mode == 0x18 && !core->has_napot) || (mode == 0x08 && !core->has_tor)) {
        config = 0x80;
    }
    in_force.addresses[entry] = (config & 0x10) != 0 ? address | low >> 1 : address & ~low;
    in_force.configs[entry] = config;
}

static void set_pattern(struct pmp_core *core, enum pattern pattern)
{
    const unsigned last = core->entries - 1U;

    memset(&in_force, 0, sizeof(in_force));
    core->in_force = pattern == NOTHING ? NULL : &in_force;
    if (pattern == FIRST_DENIES) {
        lock(core, 0, 0x80007000 / 4 + 0x1ff, 0x98);
    } else if (pattern == SECOND_OPENS && core->entries > 1) {
        lock(core, 0, 0x80001000 / 4, 0);
        lock(core, 1, 0x80002000 / 4, 0x8f);
    } else if (pattern == LAST_DENIES_ALL) {
        lock(core, last, core->address_mask, 0x98);
    } else if (pattern == CODE_IS_LOCKED) {
        lock(core, last / 2, 0x80000000 / 4 + 0x7ff, 0x9d);
    }
}

static const uint8_t entries[] = {0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 64};
static const unsigned long grains[] = {4, 8, 64, 256, 4096, 0x10000};
static const uint8_t writable[] = {0, PMP_MML, PMP_MML | PMP_MMWP, PMP_MML | PMP_MMWP | PMP_RLB};

enum {
    ENTRIES = sizeof(entries),
    GRAINS = sizeof(grains) / sizeof(grains[0]),
    WRITABLE = sizeof(writable),
    CORES = ENTRIES * GRAINS * WRITABLE * 8 * PATTERNS,
};

/* Core number @p number, without locked entries. */
static struct pmp_core core_of(unsigned number)
{
    const unsigned modes = number % 8;
    struct pmp_core core = {.has_tor = (modes & 1) != 0, .has_napot = (modes & 2) != 0};

    number /= 8;
    core.entries = entries[number % ENTRIES];
    core.grain = grains[number / ENTRIES % GRAINS];
    core.mseccfg_writable = core.entries == 0 ? 0 : writable[number / ENTRIES / GRAINS % WRITABLE];
    core.has_na4 = core.has_napot && core.grain == 4;
    core.address_mask = (modes & 4) != 0 ? 0xffffffff : (1UL << 54) - 1;
    return core;
}

static void fail_for(const struct pmp_core *core, const char *set, const char *problem)
{
    fail_msg("%s: %s; %u entries of %lu bytes, tor %d, napot %d, mseccfg %u of %u", problem, set,
             core->entries, core->grain, core->has_tor, core->has_napot, core->mseccfg,
             core->mseccfg_writable);
}

static void check(const struct pmp_core *core, unsigned set, struct pmp_plan *plan)
{
    assert_true(rti_pmp_plan(core, sets[set].regions, sets[set].count, plan));
    const char *const problem = pmp_model_judge(core, sets[set].regions, sets[set].count, plan);
    if (problem != NULL) {
        fail_for(core, sets[set].name, problem);
    }
    if (core->in_force == NULL && plan->denied != 0) {
        fail_for(core, sets[set].name, "machine mode is denied what it needs");
    }
}

static void every_core_does_what_its_plan_says(void **state)
{
    (void)state;
    for (unsigned i = 0; i < CORES * SETS; i++) {
        struct pmp_core core = core_of(i / SETS / PATTERNS);
        struct pmp_plan plan;
        const enum pattern pattern = i / SETS % PATTERNS;
        if (core.entries != 0 || pattern == NOTHING) {
            set_pattern(&core, pattern);
            core.mseccfg_writable &= pattern == NOTHING ? 7 : PMP_MML | PMP_MMWP;
            check(&core, i % SETS, &plan);
        }
    }
}

/* Locked entries stay over a warm reset, and so does mseccfg. */
static void a_second_start_finds_the_same_plan(void **state)
{
    (void)state;
    for (unsigned i = 0; i < CORES / PATTERNS * SETS; i++) {
        struct pmp_core core = core_of(i / SETS);
        struct pmp_plan first;
        struct pmp_plan second;
        check(&core, i % SETS, &first);
        core.in_force = &first.rows;
        core.mseccfg = first.mseccfg;
        core.mseccfg_writable = first.mseccfg;
        check(&core, i % SETS, &second);
        assert_int_equal(second.missing_machine, first.missing_machine);
        assert_int_equal(second.missing_lower, first.missing_lower);
        assert_memory_equal(second.rows.addresses, first.rows.addresses, 8 * core.entries);
        assert_memory_equal(second.rows.configs, first.rows.configs, core.entries);
    }
}

/* 16 entries hold all but the windows; lower modes get exactly their rights even without MML. */
static void enough_entries_miss_nothing(void **state)
{
    (void)state;
    for (unsigned i = 0; i < CORES / PATTERNS * SETS; i++) {
        const struct pmp_core core = core_of(i / SETS);
        const bool has_bypass = (core.mseccfg_writable & PMP_RLB) != 0;
        struct pmp_plan plan;
        if (core.entries < 16 || core.grain > 4096 || !core.has_napot || i % SETS == 1) {
            continue;
        }
        check(&core, i % SETS, &plan);
        if (i % SETS == 0 || has_bypass) {
            assert_int_equal(plan.missing_machine, 0);
        }
        /* With MML but without RLB, code that both execute is missing. */
        if (core.mseccfg_writable == 0 || has_bypass) {
            assert_int_equal(plan.missing_lower, 0);
        }
    }
}

/* Moves the guard of the set "moving" over memory, code and the window of a lower mode. */
static void a_guard_moves_and_the_rest_stays(void **state)
{
    static const unsigned long bases[] = {0x80041000, 0x80000000, 0x80280000, 0x1000};
    static struct pmp_region regions[sizeof(moving) / sizeof(moving[0])];
    const unsigned count = sizeof(moving) / sizeof(moving[0]);

    (void)state;
    memcpy(regions, moving, sizeof(moving));
    for (unsigned i = 0; i < WRITABLE * 4; i++) {
        struct pmp_core core = {.entries = 16,
                                .has_tor = true,
                                .has_napot = true,
                                .grain = 4,
                                .address_mask = 0xffffffff,
                                .mseccfg_writable = writable[i / 4]};
        struct pmp_plan plan;
        regions[count - 2].base = moving[count - 2].base;
        assert_true(rti_pmp_plan(&core, regions, count, &plan));
        assert_int_equal(plan.rows.configs[0] & 0x80, 0);
        assert_int_equal(plan.rows.addresses[0], regions[count - 2].base / 4 + 0x1ff);
        regions[count - 2].base = bases[i % 4];
        plan.rows.addresses[0] = bases[i % 4] / 4 + 0x1ff;
        assert_null(pmp_model_judge(&core, regions, count, &plan));
    }
}

/* With MML, an unlocked entry without rights binds machine mode too. */
static void a_moving_guard_binds_machine_mode_with_mml(void **state)
{
    (void)state;
    for (unsigned i = 0; i < WRITABLE; i++) {
        struct pmp_core core = {.entries = 16,
                                .has_tor = true,
                                .has_napot = true,
                                .grain = 4,
                                .address_mask = 0xffffffff,
                                .mseccfg_writable = writable[i]};
        struct pmp_plan plan;
        check(&core, 3, &plan);
        assert_int_equal(plan.missing_machine == 0, writable[i] != 0);
        assert_int_equal(plan.missing_lower, 0);
        assert_int_equal(plan.mseccfg & PMP_RLB, 0);
    }
}

static void random_regions_do_too(void **state)
{
    static struct pmp_random random;
    struct pmp_plan plan;

    (void)state;
    for (uint32_t seed = 0; seed < 30000; seed++) {
        pmp_model_random(&random, seed);
        assert_true(rti_pmp_plan(&random.core, random.regions, random.count, &plan));
        const char *const problem =
            pmp_model_judge(&random.core, random.regions, random.count, &plan);
        if (problem != NULL) {
            fail_msg("seed %u: %s", seed, problem);
        }
        assert_true(plan.denied == 0 || random.core.in_force != NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_core_does_what_its_plan_says),
        cmocka_unit_test(a_second_start_finds_the_same_plan),
        cmocka_unit_test(enough_entries_miss_nothing),
        cmocka_unit_test(a_guard_moves_and_the_rest_stays),
        cmocka_unit_test(a_moving_guard_binds_machine_mode_with_mml),
        cmocka_unit_test(random_regions_do_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
