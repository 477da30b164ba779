/* SPDX-License-Identifier: MIT */
/*
 * Firmware features (SBI, chapter 18).
 */
#include "case.h"

enum {
    SET,
    GET,
    MISALIGNED = 0,
    FEATURES = 6,
    DENIED_LOCKED = -14,
};

CASE(fwft, reserved_features_are_denied)
{
    static const unsigned long features[] = {FEATURES,   0x3fffffff, 0x40000000, 0x7fffffff,
                                             0x80000000, 0xbfffffff, 0xc0000000, 0xffffffff};

    for (unsigned i = 0; i < sizeof(features) / sizeof(features[0]); i++) {
        case_note("feature", features[i]);
        EXPECT_ERROR(DENIED, FWFT, GET, features[i]);
        EXPECT_ERROR(DENIED, FWFT, SET, features[i], 0, 0);
    }
}

CASE(fwft, bad_values_and_flags_are_refused)
{
    const unsigned long value = sbi(FWFT, GET, MISALIGNED).value;

    EXPECT_EQ(sbi(FWFT, GET, MISALIGNED).error, OK);
    EXPECT_ERROR(INVALID_PARAM, FWFT, SET, MISALIGNED, 2, 0);
    EXPECT_ERROR(INVALID_PARAM, FWFT, SET, MISALIGNED, ~0UL, 0);
    EXPECT_ERROR(INVALID_PARAM, FWFT, SET, MISALIGNED, 1, 2);
    EXPECT_ERROR(INVALID_PARAM, FWFT, SET, MISALIGNED, 1, 1UL << (8 * sizeof(long) - 1));
    EXPECT_EQ(sbi(FWFT, GET, MISALIGNED).value, value);
}

/* Those that the core lacks are not supported; the others take both values. */
CASE(fwft, features_are_set_and_read)
{
    for (unsigned long feature = 0; feature < FEATURES; feature++) {
        const struct result before = sbi(FWFT, GET, feature);
        case_note("feature", feature);
        if (before.error != OK) {
            EXPECT_EQ(before.error, NOT_SUPPORTED);
            EXPECT_ERROR(NOT_SUPPORTED, FWFT, SET, feature, 1, 0);
        } else if (feature == MISALIGNED || feature == 4) {
            EXPECT_ERROR(OK, FWFT, SET, feature, 1, 0);
            EXPECT_EQ(sbi(FWFT, GET, feature).value, 1);
            EXPECT_ERROR(OK, FWFT, SET, feature, 0, 0);
            EXPECT_EQ(sbi(FWFT, GET, feature).value, 0);
            EXPECT_ERROR(OK, FWFT, SET, feature, before.value, 0);
        }
    }
}

static void lock_here(struct hart *hart)
{
    (void)hart;
    EXPECT_ERROR(OK, FWFT, SET, MISALIGNED, 1, 1);
    EXPECT_ERROR(DENIED_LOCKED, FWFT, SET, MISALIGNED, 0, 0);
    EXPECT_ERROR(DENIED_LOCKED, FWFT, SET, MISALIGNED, 1, 0);
    EXPECT_EQ(sbi(FWFT, GET, MISALIGNED).value, 1);
}

/* A feature is a hart's own, and so is its lock. */
CASE_FOR_HARTS(2, fwft, a_locked_feature_stays)
{
    EXPECT(hart_run(machine_other(), lock_here));
    EXPECT(hart_wait(machine_other(), STOPPED));
    EXPECT_ERROR(OK, FWFT, SET, MISALIGNED, 0, 0);
}
