/* SPDX-License-Identifier: MIT */
/*
 * Traps that machine mode takes and gives back: misaligned accesses, until FWFT delegates them.
 */
#include "case.h"

enum {
    SET,
    MISALIGNED = 0,
    LOAD_MISALIGNED = 4,
    STORE_MISALIGNED = 6,
};

/* QEMU with a single hart does the load of an atomic access before its store. */
static bool is_misaligned(long cause)
{
    return cause == STORE_MISALIGNED || cause == LOAD_MISALIGNED;
}

static uint32_t words[4];

/* Nobody does misaligned atomic accesses for a supervisor. */
static void expect_trap(void)
{
    const unsigned long address = (unsigned long)words + 2;

    words[0] = words[1] = 0x12345678;
    EXPECT(is_misaligned(probe_atomic(address)));
    EXPECT_EQ(self()->fault_address, address);
    EXPECT(is_misaligned(probe_user_atomic(address)));
    EXPECT_EQ(self()->fault_address, address);
    EXPECT_EQ(probe_atomic((unsigned long)words), -1);
    EXPECT_EQ(words[0], 0x12345678);
    EXPECT_EQ(words[1], 0x12345678);
}

CASE(traps, misaligned_atomics_reach_the_supervisor)
{
    const unsigned long before = sbi(FWFT, 1, MISALIGNED).value;

    for (unsigned long delegated = 0; delegated < 2; delegated++) {
        case_note("delegated", delegated);
        EXPECT_ERROR(OK, FWFT, SET, MISALIGNED, delegated, 0);
        expect_trap();
    }
    EXPECT_ERROR(OK, FWFT, SET, MISALIGNED, before, 0);
}

/* By the core or by the firmware. */
CASE(traps, misaligned_accesses_are_done)
{
    volatile unsigned char bytes[12];

    for (unsigned i = 0; i < sizeof(bytes); i++) {
        bytes[i] = (unsigned char)(0x80 + i);
    }
    for (unsigned i = 0; i < 8; i++) {
        uint32_t word;
        __asm__ volatile("lw %0, 0(%1)" : "=r"(word) : "r"(bytes + i) : "memory");
        EXPECT_EQ(word, (uint32_t)bytes[i] | (uint32_t)bytes[i + 1] << 8 |
                            (uint32_t)bytes[i + 2] << 16 | (uint32_t)bytes[i + 3] << 24);
        __asm__ volatile("sw %0, 0(%1)" ::"r"(word + 0x01010101), "r"(bytes + i) : "memory");
        EXPECT_EQ(bytes[i], (word + 1) & 0xff);
    }
}
