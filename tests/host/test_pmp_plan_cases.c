/* SPDX-License-Identifier: MIT */
/*
 * PMP plans of a few regions on small cores, with the expected entries.
 */
#include "pmp_model.h"
#include "pmp_sets.h"
#include <host_test.h>

struct row {
    unsigned long address;
    uint8_t config;
};

#define NAPOT(base, size) ((base) / 4 + (size) / 8 - 1)

static struct pmp_core core(unsigned entries)
{
    return (struct pmp_core){
        .entries = (uint8_t)entries,
        .has_tor = true,
        .has_napot = true,
        .has_na4 = true,
        .grain = 4,
        .address_mask = 0xffffffff,
    };
}

static struct pmp_plan plan;

/* Plans the regions and expects these rows in the lowest entries, the locked ones included. */
static void expect(const struct pmp_core *with, const struct pmp_region *regions, unsigned count,
                   const struct row *rows, unsigned used)
{
    assert_true(rti_pmp_plan(with, regions, count, &plan));
    for (unsigned i = 0; i < used; i++) {
        assert_int_equal(plan.rows.addresses[i], rows[i].address);
        assert_int_equal(plan.rows.configs[i], rows[i].config);
    }
    assert_int_equal(plan.used, used);
    assert_null(pmp_model_judge(with, regions, count, &plan));
}

#define EXPECT(with, regions, ...)                                                             \
    expect(with, regions, sizeof(regions) / sizeof((regions)[0]), (struct row[]){__VA_ARGS__}, \
           sizeof((struct row[]){__VA_ARGS__}) / sizeof(struct row))

static void expect_missing(uint32_t machine, uint32_t lower, unsigned mseccfg)
{
    assert_int_equal(plan.missing_machine, machine);
    assert_int_equal(plan.missing_lower, lower);
    assert_int_equal(plan.mseccfg, mseccfg);
    assert_int_equal(plan.denied, 0);
}

static const struct pmp_region guard[] = {GUARD(0x80006000, 256, PMP_RANK_PROGRAM_GUARD)};
static const struct pmp_region image[] = {IMAGE(PMP_ANY), EVERYTHING(RW, PMP_ANY)};

static void a_power_of_two_is_one_entry(void **state)
{
    const struct pmp_core has = core(16);

    (void)state;
    EXPECT(&has, guard, {NAPOT(0x80006000, 256), 0x98});
    expect_missing(0, 0, 0);
}

static void four_bytes_are_na4(void **state)
{
    static const struct pmp_region word[] = {GUARD(0x1004, 4, PMP_RANK_GUARD)};
    struct pmp_core has = core(16);

    (void)state;
    EXPECT(&has, word, {0x401, 0x90});
    has.has_na4 = false;
    EXPECT(&has, word, {0x401, 0x80}, {0x402, 0x88});
}

static void neighbours_share_an_address(void **state)
{
    static const struct pmp_region neighbours[] = {
        {.base = 0x5000, .size = 0x5000, .machine = RX, .lower = PMP_ANY, .rank = PMP_RANK_CODE},
        {.base = 0xa000, .size = 0x3000, .machine = PMP_R, .lower = PMP_ANY},
        EVERYTHING(RW, PMP_ANY),
    };
    const struct pmp_core has = core(16);

    (void)state;
    EXPECT(&has, neighbours, {0x1400, 0x80}, {0x2800, 0x8d}, {0x3400, 0x89}, {0xffffffff, 0x9b});
    expect_missing(0, 0, 0);
}

static void without_tor_the_code_is_two_pieces(void **state)
{
    struct pmp_core has = core(16);

    (void)state;
    has.has_tor = false;
    EXPECT(&has, image, {NAPOT(0x80000000, 0x4000), 0x9d}, {NAPOT(0x80004000, 0x1000), 0x9d},
           {NAPOT(0x80005000, 0x1000), 0x99}, {0xffffffff, 0x9b});
    expect_missing(0, 0, 0);
}

static void the_rest_is_not_denied_without_the_code(void **state)
{
    const struct pmp_core has = core(2);

    (void)state;
    EXPECT(&has, image, {0x20000000, 0x80}, {0x20001400, 0x8d});
    expect_missing(0x6, 0, 0);
}

static void constants_give_way_to_what_matters_more(void **state)
{
    const struct pmp_core has = core(3);

    (void)state;
    EXPECT(&has, image, {0x20000000, 0x80}, {0x20001400, 0x8d}, {0xffffffff, 0x9b});
    expect_missing(0x2, 0, 0);
}

static void a_region_finer_than_the_grain_is_missing(void **state)
{
    struct pmp_core has = core(16);

    (void)state;
    has.grain = 512;
    has.has_na4 = false;
    assert_true(rti_pmp_plan(&has, guard, 1, &plan));
    assert_int_equal(plan.used, 0);
    expect_missing(0x1, 0, 0);
}

static const struct pmp_region shared[] = {
    {.base = 0x80100000, .size = 0x1000, .machine = RW, .lower = PMP_R, .rank = PMP_RANK_WINDOW},
    EVERYTHING(RW, 0),
};

static void without_mml_lower_modes_get_their_rights(void **state)
{
    const struct pmp_core has = core(16);

    (void)state;
    EXPECT(&has, shared, {NAPOT(0x80100000, 0x1000), 0x19});
    expect_missing(0x3, 0, 0);
}

static void with_mml_both_get_theirs(void **state)
{
    struct pmp_core has = core(16);

    (void)state;
    has.mseccfg_writable = PMP_MML | PMP_MMWP;
    EXPECT(&has, shared, {NAPOT(0x80100000, 0x1000), 0x1a});
    expect_missing(0, 0, PMP_MML);
    assert_false(plan.needs_bypass);
}

static void shared_code_needs_the_bypass(void **state)
{
    static const struct pmp_region code[] = {
        {.base = 0x1000, .size = 0x1000, .machine = RX, .lower = PMP_X, .rank = PMP_RANK_CODE},
        EVERYTHING(RW, 0),
    };
    struct pmp_core has = core(16);

    (void)state;
    has.mseccfg_writable = PMP_MML | PMP_RLB;
    EXPECT(&has, code, {NAPOT(0x1000, 0x1000), 0x9e});
    expect_missing(0, 0, PMP_MML);
    assert_true(plan.needs_bypass);
    has.mseccfg_writable = PMP_MML;
    assert_true(rti_pmp_plan(&has, code, 2, &plan));
    assert_int_not_equal(plan.missing_lower | plan.missing_machine, 0);
    assert_false(plan.needs_bypass);
}

static void mmwp_takes_the_place_of_an_entry(void **state)
{
    static const struct pmp_region closed[] = {
        {.base = 0x1000, .size = 0x1000, .machine = RWX, .lower = PMP_ANY, .rank = PMP_RANK_CODE},
        EVERYTHING(0, PMP_ANY),
    };
    struct pmp_core has = core(1);

    (void)state;
    has.mseccfg_writable = PMP_MMWP;
    EXPECT(&has, closed, {NAPOT(0x1000, 0x1000), 0x9f});
    expect_missing(0, 0, PMP_MMWP);
}

static void what_moves_has_the_lowest_entry_and_stays_writable(void **state)
{
    static const struct pmp_region both[] = {
        GUARD(0x1000, 256, PMP_RANK_TRAP_GUARD),
        {.base = 0x2000, .size = 256, .rank = PMP_RANK_PROGRAM_GUARD, .may_move = true},
    };
    struct pmp_core has = core(16);

    (void)state;
    EXPECT(&has, both, {NAPOT(0x2000, 256), 0x18}, {NAPOT(0x1000, 256), 0x98});
    expect_missing(0x2, 0, 0);
    has.mseccfg_writable = PMP_RLB;
    EXPECT(&has, both, {NAPOT(0x2000, 256), 0x98}, {NAPOT(0x1000, 256), 0x98});
    expect_missing(0, 0, PMP_RLB);
    has.mseccfg_writable = PMP_MML;
    EXPECT(&has, both, {NAPOT(0x2000, 256), 0x18}, {NAPOT(0x1000, 256), 0x98});
    expect_missing(0, 0, PMP_MML);
}

static void a_locked_entry_is_used(void **state)
{
    static const struct pmp_registers locked = {.addresses = {[2] = NAPOT(0x80006000UL, 256)},
                                                .configs = {[2] = 0x98}};
    struct pmp_core has = core(4);

    (void)state;
    has.in_force = &locked;
    assert_true(rti_pmp_plan(&has, guard, 1, &plan));
    assert_int_equal(plan.used, 1);
    assert_int_equal(plan.rows.configs[0], 0);
    assert_int_equal(plan.rows.configs[2], 0x98);
    expect_missing(0, 0, 0);
}

/* What everybody may do anyway takes an entry if a locked one denies a part of it. */
static void a_default_has_a_row_before_a_locked_entry(void **state)
{
    static const struct pmp_registers locked = {.addresses = {[1] = NAPOT(0x80006000UL, 256)},
                                                .configs = {[1] = 0x98}};
    static const struct pmp_region open[] = {EVERYTHING(PMP_R | PMP_W | PMP_X, PMP_ANY)};
    struct pmp_core has = core(4);

    (void)state;
    assert_true(rti_pmp_plan(&has, open, 1, &plan));
    assert_int_equal(plan.used, 0);
    has.in_force = &locked;
    assert_true(rti_pmp_plan(&has, open, 1, &plan));
    assert_int_not_equal(plan.rows.configs[0], 0);
    expect_missing(0, 0, 0);
}

/* The free entry before the locked one would come before the neighbours' rows. */
static void a_hole_is_no_place_for_a_later_region(void **state)
{
    static const struct pmp_registers locked = {.addresses = {[1] = NAPOT(0x80006000UL, 256)},
                                                .configs = {[1] = 0x98}};
    static const struct pmp_region overlapping[] = {
        {.base = 0x5000, .size = 0x5000, .machine = RX, .lower = PMP_ANY, .rank = PMP_RANK_CODE},
        EVERYTHING(RW, PMP_ANY),
    };
    struct pmp_core has = core(8);

    (void)state;
    has.in_force = &locked;
    assert_true(rti_pmp_plan(&has, overlapping, 2, &plan));
    assert_int_equal(plan.rows.configs[0], 0);
    assert_int_equal(plan.rows.configs[3], 0x8d);
    assert_int_equal(plan.rows.configs[4], 0x9b);
    /* The locked entry denies a part of everything. */
    assert_int_equal(plan.missing_machine, 0x2);
    assert_int_equal(plan.denied, 0x2);
}

/* A locked entry could decide wherever the guard moves to. */
static void what_moves_is_missing_after_a_locked_entry(void **state)
{
    static const struct pmp_registers locked = {.addresses = {NAPOT(0x80006000UL, 256)},
                                                .configs = {0x98}};
    static const struct pmp_region moves[] = {
        {.base = 0x2000, .size = 256, .rank = PMP_RANK_PROGRAM_GUARD, .may_move = true},
    };
    struct pmp_core has = core(8);

    (void)state;
    has.in_force = &locked;
    has.mseccfg = PMP_MML;
    has.mseccfg_writable = PMP_MML;
    assert_true(rti_pmp_plan(&has, moves, 1, &plan));
    assert_int_equal(plan.rows.configs[1], 0x18);
    expect_missing(0x1, 0x1, PMP_MML);
}

/* Its bounds will change. */
static void what_moves_shares_no_address(void **state)
{
    static const struct pmp_region neighbours[] = {
        {.base = 0x2004, .size = 256, .rank = PMP_RANK_PROGRAM_GUARD, .may_move = true},
        GUARD(0x2104, 256, PMP_RANK_GUARD),
    };
    const struct pmp_core has = core(8);

    (void)state;
    EXPECT(&has, neighbours, {0x801, 0}, {0x841, 0x08}, {0x841, 0x80}, {0x881, 0x88});
    expect_missing(0x1, 0, 0);
}

static void a_bound_that_is_no_whole_word_is_missing(void **state)
{
    static const struct pmp_region odd[] = {
        GUARD(0x1002, 8, PMP_RANK_GUARD),
        GUARD(0x2000, 6, PMP_RANK_GUARD),
        GUARD(0x3000, 8, PMP_RANK_GUARD),
        /* What the core allows anyway needs no row, and is missing all the same. */
        {.base = 0x4002, .size = 8, .machine = RWX, .lower = PMP_ANY, .rank = PMP_RANK_WINDOW},
    };
    struct pmp_core has = core(16);

    (void)state;
    assert_true(rti_pmp_plan(&has, odd, 4, &plan));
    assert_int_equal(plan.missing_machine, 0xb);
}

static void more_than_fits_in_the_masks_is_refused(void **state)
{
    static struct pmp_region many[PMP_REGIONS_MAX + 1];
    struct pmp_core has = core(PMP_ENTRIES_MAX);

    (void)state;
    assert_true(rti_pmp_plan(&has, many, PMP_REGIONS_MAX, &plan));
    assert_false(rti_pmp_plan(&has, many, PMP_REGIONS_MAX + 1, &plan));
    has.entries = PMP_ENTRIES_MAX + 1;
    assert_false(rti_pmp_plan(&has, many, 1, &plan));
    has.entries = 16;
    assert_true(rti_pmp_plan(&has, many, 1, &plan));
    has.grain = 0;
    assert_false(rti_pmp_plan(&has, many, 1, &plan));
    has.grain = 12;
    assert_false(rti_pmp_plan(&has, many, 1, &plan));
    has.grain = 4;
    many[0].rank = PMP_RANK_COUNT;
    assert_false(rti_pmp_plan(&has, many, 1, &plan));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_power_of_two_is_one_entry),
        cmocka_unit_test(four_bytes_are_na4),
        cmocka_unit_test(neighbours_share_an_address),
        cmocka_unit_test(without_tor_the_code_is_two_pieces),
        cmocka_unit_test(the_rest_is_not_denied_without_the_code),
        cmocka_unit_test(constants_give_way_to_what_matters_more),
        cmocka_unit_test(a_region_finer_than_the_grain_is_missing),
        cmocka_unit_test(a_bound_that_is_no_whole_word_is_missing),
        cmocka_unit_test(without_mml_lower_modes_get_their_rights),
        cmocka_unit_test(with_mml_both_get_theirs),
        cmocka_unit_test(shared_code_needs_the_bypass),
        cmocka_unit_test(mmwp_takes_the_place_of_an_entry),
        cmocka_unit_test(what_moves_has_the_lowest_entry_and_stays_writable),
        cmocka_unit_test(a_locked_entry_is_used),
        cmocka_unit_test(a_default_has_a_row_before_a_locked_entry),
        cmocka_unit_test(a_hole_is_no_place_for_a_later_region),
        cmocka_unit_test(what_moves_is_missing_after_a_locked_entry),
        cmocka_unit_test(what_moves_shares_no_address),
        cmocka_unit_test(more_than_fits_in_the_masks_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
