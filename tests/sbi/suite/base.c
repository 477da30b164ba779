/* SPDX-License-Identifier: MIT */
/*
 * Base (SBI, chapter 4), what no extension serves, and the registers that a call keeps.
 */
#include "case.h"

static const unsigned long extensions[] = {BASE, TIME, IPI, RFENCE, HSM, SRST, PMU, DBCN, FWFT};

enum {
    EXTENSIONS = sizeof(extensions) / sizeof(extensions[0]),
};

CASE(base, values)
{
    EXPECT_EQ(sbi(BASE, 0).error, OK);
    EXPECT_EQ(sbi(BASE, 0).value, 0x3000000);
    EXPECT_EQ(sbi(BASE, 1).error, OK);
    EXPECT_EQ(sbi(BASE, 1).value, 0x52697674);
    EXPECT_EQ(sbi(BASE, 2).error, OK);
    EXPECT(sbi(BASE, 2).value != 0);
    /* mvendorid, marchid, mimpid: QEMU's are small, or its version. */
    for (unsigned long function = 4; function <= 6; function++) {
        EXPECT_EQ(sbi(BASE, function, ~0UL).error, OK);
        EXPECT(sbi(BASE, function).value < 0x1000000);
    }
}

CASE(base, probe)
{
    static const unsigned long present[] = {BASE, TIME, IPI, RFENCE, HSM, SRST, DBCN};

    for (unsigned i = 0; i < sizeof(present) / sizeof(present[0]); i++) {
        case_note("extension", present[i]);
        EXPECT_EQ(sbi(BASE, 3, present[i]).error, OK);
        EXPECT_EQ(sbi(BASE, 3, present[i]).value, 1);
    }
}

/* 0 to 8 are those of the specification's first version; the rest are near those that exist. */
CASE(base, unknown_extensions)
{
    static const unsigned long far[] = {0x11,       0x7fffffff, 0x80000000, ~0UL,     ~0UL << 31,
                                        0x53555350, 0x4e41434c, 0x535441,   0x535345, 0x4d505859};

    for (unsigned long number = 0; number <= 8; number++) {
        case_note("extension", number);
        EXPECT_ERROR(NOT_SUPPORTED, number, 0);
        EXPECT_EQ(sbi(BASE, 3, number).value, 0);
    }
    for (unsigned i = 0; i < sizeof(far) / sizeof(far[0]); i++) {
        case_note("extension", far[i]);
        EXPECT_ERROR(NOT_SUPPORTED, far[i], 0);
        EXPECT_EQ(sbi(BASE, 3, far[i]).error, OK);
        EXPECT_EQ(sbi(BASE, 3, far[i]).value, 0);
    }
    for (unsigned i = 0; i < EXTENSIONS; i++) {
        case_note("beside extension", extensions[i]);
        EXPECT_ERROR(NOT_SUPPORTED, extensions[i] - 1, 0);
        EXPECT_ERROR(NOT_SUPPORTED, extensions[i] + 1, 0);
    }
}

CASE(base, unknown_functions)
{
    static const unsigned long functions[] = {8, 9, 100, 0x7fffffff, 0x80000000, ~0UL, ~0UL << 31};

    for (unsigned i = 0; i < EXTENSIONS; i++) {
        for (unsigned j = 0; j < sizeof(functions) / sizeof(functions[0]); j++) {
            case_note("extension", extensions[i]);
            EXPECT_ERROR(NOT_SUPPORTED, extensions[i], functions[j]);
            EXPECT_ERROR(NOT_SUPPORTED, extensions[i], functions[j], 1UL << machine.boot_hart);
        }
    }
    EXPECT_ERROR(NOT_SUPPORTED, BASE, 7);
    EXPECT_ERROR(NOT_SUPPORTED, TIME, 1);
    EXPECT_ERROR(NOT_SUPPORTED, IPI, 1);
    EXPECT_ERROR(NOT_SUPPORTED, RFENCE, 7);
    EXPECT_ERROR(NOT_SUPPORTED, HSM, 4);
    EXPECT_ERROR(NOT_SUPPORTED, SRST, 1);
    EXPECT_ERROR(NOT_SUPPORTED, DBCN, 3);
    EXPECT_ERROR(NOT_SUPPORTED, FWFT, 2);
}
