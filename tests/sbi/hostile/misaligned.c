/* SPDX-License-Identifier: MIT */
/*
 * Misaligned accesses that the firmware does for the supervisor, aimed at the firmware.
 *
 * QEMU does misaligned loads and stores itself, and traps only atomic ones. But the hart may fetch
 * one instruction and the firmware load another: the page changes without a fence.
 */
#include "case.h"
#include "paging.h"

enum {
    LOAD_MISALIGNED = 4,
    STORE_MISALIGNED = 6,
    LR = 0x1005262f,  /* lr.w a2, (a0) */
    AMO = 0x0005262f, /* amoadd.w a2, zero, (a0) */
    LW = 0x00052603,  /* lw a2, 0(a0) */
    SW = 0x00052023,  /* sw zero, 0(a0) */
    RET = 0x00008067,
};

static uint32_t fetched[PAGE / 4] __attribute__((aligned(PAGE)));
static uint32_t loaded[PAGE / 4] __attribute__((aligned(PAGE)));

/* Executes one instruction at an address, while the firmware sees another. */
static long swap_and_access(uint32_t first, uint32_t second, unsigned long address)
{
    static uint32_t word;
    const unsigned long code = paging_window(0);

    fetched[0] = first;
    loaded[0] = second;
    fetched[1] = loaded[1] = RET;
    paging_prepare();
    paging_set(0, fetched);
    paging_on(0);
    __asm__ volatile("fence.i" ::: "memory");
    EXPECT_EQ(probe_call((unsigned long)&word, code), -1);
    paging_set(0, loaded);
    const long cause = probe_call(address, code);
    paging_off();
    return cause;
}

static void expect_refused(unsigned long address)
{
    case_note("address", address);
    const long read = swap_and_access(LR, LW, address);
    EXPECT(read == LOAD_MISALIGNED || read == STORE_MISALIGNED);
    const long written = swap_and_access(AMO, SW, address);
    EXPECT(written == LOAD_MISALIGNED || written == STORE_MISALIGNED);
}

CASE(misaligned, firmware_is_out_of_reach)
{
    const unsigned long end = machine_number("firmware_end=", 0);

    EXPECT(end > machine.firmware_base);
    for (unsigned long at = (unsigned long)machine.firmware_base + 1; at < end; at += PAGE / 2) {
        expect_refused(at);
    }
}
