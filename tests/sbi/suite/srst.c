/* SPDX-License-Identifier: MIT */
/*
 * System reset (SBI, chapter 10). The end of every run is a shutdown.
 */
#include "case.h"

extern unsigned long payload_survives[];

CASE(srst, reserved_types_and_reasons_are_refused)
{
    static const unsigned long types[] = {3,          4,          0x7fffffff, 0x80000000,
                                          0xefffffff, 0xf0000000, 0xffffffff};
    static const unsigned long reasons[] = {2, 3, 0x7fffffff, 0xdfffffff};

    for (unsigned i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        case_note("type", types[i]);
        EXPECT_ERROR(INVALID_PARAM, SRST, 0, types[i], 0);
    }
    for (unsigned i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
        case_note("reason", reasons[i]);
        EXPECT_ERROR(INVALID_PARAM, SRST, 0, 0, reasons[i]);
        EXPECT_ERROR(INVALID_PARAM, SRST, 0, 1, reasons[i]);
    }
}

/* Memory that QEMU does not load survives, so that the payload knows which start this is. */
CASE(srst, reboots)
{
    enum {
        MAGIC = 0x5b1a,
        STARTS = 3,
    };
    unsigned long *const starts = payload_survives;

    if (starts[0] != MAGIC) {
        starts[0] = MAGIC;
        starts[1] = 0;
    }
    starts[1]++;
    if (starts[1] < STARTS) {
        sbi(SRST, 0, starts[1], 0);
        EXPECT(false && "the reboot returned");
    }
    starts[0] = 0;
    EXPECT_EQ(starts[1], STARTS);
}
