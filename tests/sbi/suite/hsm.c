/* SPDX-License-Identifier: MIT */
/*
 * Hart state management (SBI, chapter 9): start, stop and status.
 */
#include "hsm.h"

#include "paging.h"

static unsigned stop;

static void wait_for_stop(struct hart *hart)
{
    (void)hart;
    while (read_atomic(&stop) == 0) {
    }
}

/* Leaves what a start must not find. */
static void leave_state(struct hart *hart)
{
    (void)hart;
    paging_on(3);
    csr_set(sstatus, SSTATUS_SUM | SSTATUS_SPP | 1UL << 5);
    set_timer(0);
    sbi(IPI, 0, 1, hart->id);
    csr_write(stvec, 4);
    csr_write(sie, 0x222);
    sbi(HSM, 1);
}

CASE_FOR_HARTS(2, hsm, every_hart_starts_and_stops)
{
    paging_prepare();
    EXPECT_EQ(status(machine.boot_hart).value, STARTED);
    FOR_OTHERS(id)
    {
        case_note("hart", id);
        for (unsigned i = 0; i < 10; i++) {
            stop = 0;
            EXPECT_EQ(status(id).value, STOPPED);
            EXPECT(hart_run(id, wait_for_stop));
            expect_state_at_start(&harts[id]);
            EXPECT_EQ(harts[id].at_start.sip & SSIP, 0);
            EXPECT_EQ(status(id).value, STARTED);
            EXPECT_ERROR(ALREADY_AVAILABLE, HSM, 0, id, (unsigned long)payload_hart_start);
            __atomic_store_n(&stop, 1, __ATOMIC_RELEASE);
            EXPECT(hart_wait(id, STOPPED));
            EXPECT(hart_run(id, leave_state));
            EXPECT(hart_wait(id, STOPPED));
        }
    }
}

static unsigned long told;

static void look_from_there(struct hart *hart)
{
    (void)hart;
    told = status(machine.boot_hart).value;
}

CASE_FOR_HARTS(2, hsm, the_boot_hart_is_seen_from_another)
{
    told = 99;
    EXPECT(hart_run(machine_other(), look_from_there));
    EXPECT(hart_wait(machine_other(), STOPPED));
    EXPECT_EQ(told, STARTED);
}

CASE(hsm, harts_that_are_no_harts)
{
    const unsigned long address = (unsigned long)payload_hart_start;

    for (unsigned long id = 0; id < 8 * sizeof(long); id++) {
        case_note("hart", id);
        if ((machine.harts >> id & 1) == 0) {
            EXPECT_ERROR(INVALID_PARAM, HSM, 0, id, address);
            EXPECT_ERROR(INVALID_PARAM, HSM, 2, id);
        }
    }
    for (unsigned shift = 4; shift < 8 * sizeof(long); shift++) {
        case_note("bit", shift);
        EXPECT_ERROR(INVALID_PARAM, HSM, 0, machine.boot_hart | 1UL << shift, address);
        EXPECT_ERROR(INVALID_PARAM, HSM, 2, machine.boot_hart | 1UL << shift);
    }
    EXPECT_ERROR(INVALID_PARAM, HSM, 0, ~0UL, address);
    EXPECT_ERROR(INVALID_PARAM, HSM, 2, ~0UL);
    EXPECT_ERROR(ALREADY_AVAILABLE, HSM, 0, machine.boot_hart, address);
}

void with_bad_addresses(void (*check)(unsigned long address))
{
    const unsigned long base = (unsigned long)machine.firmware_base;
    const unsigned long end = machine_number("firmware_end=", 0);
    const unsigned long bad[] = {
        base,      base + 0x100, end - 2,    end - 4,   0,          2,    0x2000000,
        0x200bff8, 0x100000,     0x10000000, 0xc000000, 0x40000000, ~0UL, (unsigned long)check + 1,
    };
    const unsigned long ends[] = {~1UL, (unsigned long)machine.ram_base - 2,
                                  (unsigned long)machine.ram_end};

    for (unsigned i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        case_note("address", bad[i]);
        check(bad[i]);
    }
    /* RAM may reach beyond the addresses of RV32. */
    for (unsigned i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        case_note("address", ends[i]);
        if (!machine_is_ram(ends[i])) {
            check(ends[i]);
        }
    }
}

static void expect_no_start(unsigned long address)
{
    EXPECT_ERROR(INVALID_ADDRESS, HSM, 0, machine_other(), address);
    EXPECT_EQ(status(machine_other()).value, STOPPED);
}

CASE_FOR_HARTS(2, hsm, bad_addresses_are_refused)
{
    with_bad_addresses(expect_no_start);
}
