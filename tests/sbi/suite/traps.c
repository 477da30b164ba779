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

enum {
    GVA = 1 << 6,
    SPV = 1 << 7,
    SPVP = 1 << 8,
    ECALL_FROM_GUEST = 10,
};

/* What a handler finds that the core itself enters, it finds here too. */
static void expect_guest_trap(unsigned long mode)
{
    const unsigned long address = (unsigned long)words + 2;
    const unsigned long previous = mode != 0 ? SPVP : 0;

    csr_clear(0x600, SPVP); /* hstatus */
    csr_set(0x600, previous ^ SPVP);
    EXPECT(is_misaligned(probe_guest_atomic(address, mode)));
    EXPECT_EQ(self()->fault_address, address);
    EXPECT_EQ(self()->hstatus & (GVA | SPV | SPVP), GVA | SPV | previous);
    /* A trap outside of guests leaves SPVP alone. */
    EXPECT(is_misaligned(probe_atomic(address)));
    EXPECT_EQ(self()->hstatus & (GVA | SPV | SPVP), previous);
}

/* The guest's own handler makes an ecall. QEMU 7.2 stores 5 in vscause for cause 6. */
static void expect_trap_in_guest(unsigned long mode, bool by_core)
{
    const unsigned long address = (unsigned long)words + 2;

    csr_write(0x602, 1UL << LOAD_MISALIGNED | 1UL << STORE_MISALIGNED); /* hedeleg */
    csr_write(0x200, SSTATUS_SIE);                                      /* vsstatus */
    EXPECT_EQ(probe_guest_atomic(address, mode), ECALL_FROM_GUEST);
    EXPECT_EQ(self()->hstatus & (SPV | SPVP), SPV | SPVP);
    EXPECT_EQ(csr_read(0x200) & (SSTATUS_SPP | SSTATUS_SPIE | SSTATUS_SIE), mode | SSTATUS_SPIE);
    const long cause = (long)csr_read(0x242); /* vscause */
    EXPECT(is_misaligned(cause) || (by_core && cause == STORE_MISALIGNED - 1));
    EXPECT_EQ(csr_read(0x243), address);             /* vstval */
    EXPECT_EQ(csr_read(0x241), csr_read(0x205) - 4); /* vsepc, vstvec */
    csr_write(0x602, 0);
}

CASE(traps, guests_faults_reach_who_handles_them)
{
    const unsigned long before = sbi(FWFT, 1, MISALIGNED).value;

    self()->runs_guests = sbi(RFENCE, 3, 1, machine.boot_hart, 0, 0, 1).error == OK;
    for (unsigned i = 0; i < 4 && self()->runs_guests; i++) {
        const unsigned long mode = i % 2 != 0 ? SSTATUS_SPP : 0;
        case_note("case", i);
        EXPECT_ERROR(OK, FWFT, SET, MISALIGNED, i / 2, 0);
        if (i / 2 != 0 || MPV_IS_WRITABLE != 0) {
            expect_guest_trap(mode);
        }
        expect_trap_in_guest(mode, i / 2 != 0);
    }
    self()->runs_guests = false;
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
