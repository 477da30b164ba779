/* SPDX-License-Identifier: MIT */
/*
 * Hart state management (SBI, chapter 9).
 */
#include "case.h"
#include "paging.h"

enum {
    RETENTIVE = 0,
};

#define NON_RETENTIVE 0x80000000UL

static unsigned stop;

static void wait_for_stop(struct hart *hart)
{
    (void)hart;
    while (read_atomic(&stop) == 0) {
    }
}

static struct result status(unsigned long id)
{
    return sbi(HSM, 2, id);
}

static void expect_state_at_start(const struct hart *hart)
{
    EXPECT_EQ(hart->at_start.a0, hart->id);
    EXPECT_EQ(hart->at_start.satp, 0);
    EXPECT_EQ(hart->at_start.sstatus & SSTATUS_SIE, 0);
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

/* Calls the function with addresses where supervisor mode can't execute. */
static void with_bad_addresses(void (*check)(unsigned long address))
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

static void expect_no_suspend(unsigned long address)
{
    EXPECT_ERROR(INVALID_ADDRESS, HSM, 3, NON_RETENTIVE, address);
}

CASE(hsm, bad_suspends_are_refused)
{
    static const unsigned long types[] = {
        1, 2, 0x0fffffff, 0x10000000, 0x7fffffff, 0x80000001, 0x8fffffff, 0x90000000, 0xffffffff};

    for (unsigned i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
        case_note("type", types[i]);
        EXPECT_ERROR(INVALID_PARAM, HSM, 3, types[i], (unsigned long)payload_hart_start);
    }
    with_bad_addresses(expect_no_suspend);
    EXPECT_EQ(status(machine.boot_hart).value, STARTED);
}

CASE(hsm, a_pending_interrupt_ends_a_suspend_at_once)
{
    sbi(IPI, 0, 1, machine.boot_hart);
    csr_set(sie, SSIP);
    EXPECT_ERROR(OK, HSM, 3, RETENTIVE, ~0UL);
    EXPECT((csr_read(sip) & SSIP) != 0);
    csr_write(sie, 0);
    csr_clear(sip, SSIP);
}

CASE(hsm, a_timer_ends_a_suspend)
{
    const uint64_t deadline = time_after_ms(5);

    set_timer(deadline);
    csr_set(sie, STIP);
    EXPECT_ERROR(OK, HSM, 3, RETENTIVE);
    EXPECT(time_now() >= deadline);
    EXPECT((csr_read(sip) & STIP) != 0);
    csr_write(sie, 0);
    set_timer(~UINT64_C(0));
}

static unsigned round_trips;

static void suspend_here(struct hart *hart)
{
    struct registers area;

    for (unsigned i = 1; i < 32; i++) {
        area.x[i] = i * 0x01010101UL;
    }
    area.x[10] = RETENTIVE;
    area.x[16] = 3;
    area.x[17] = HSM;
    csr_set(sie, SSIP);
    ecall_with_all(&area);
    EXPECT_EQ(hart->result.x[10], OK);
    for (unsigned long i = 1; i < 32; i++) {
        case_note("register", i);
        EXPECT(i == 10 || i == 11 || hart->result.x[i] == area.x[i]);
    }
    EXPECT((csr_read(sip) & SSIP) != 0);
    EXPECT_EQ(csr_read(sie), SSIP);
    csr_clear(sip, SSIP);
    __atomic_fetch_add(&round_trips, 1, __ATOMIC_RELEASE);
}

CASE_FOR_HARTS(2, hsm, a_retentive_suspend_ends_with_an_ipi)
{
    FOR_OTHERS(id)
    {
        const unsigned before = round_trips;
        case_note("hart", id);
        EXPECT(hart_run(id, suspend_here));
        EXPECT(hart_wait(id, SUSPENDED));
        EXPECT_ERROR(ALREADY_AVAILABLE, HSM, 0, id, (unsigned long)payload_hart_start);
        EXPECT_ERROR(OK, RFENCE, 1, 1, id);
        EXPECT_EQ(status(id).value, SUSPENDED);
        EXPECT_EQ(round_trips, before);
        EXPECT_ERROR(OK, IPI, 0, 1, id);
        EXPECT(hart_wait(id, STOPPED));
        EXPECT_EQ(round_trips, before + 1);
    }
}

static void after_resume(struct hart *hart)
{
    (void)hart;
    __atomic_fetch_add(&round_trips, 1, __ATOMIC_RELEASE);
}

static void suspend_elsewhere(struct hart *hart)
{
    hart->job = after_resume;
    paging_on(4);
    csr_set(sie, SSIP);
    sbi(HSM, 3, NON_RETENTIVE, (unsigned long)payload_hart_start, (unsigned long)hart);
    EXPECT(!"suspend returned");
}

/* The interrupt that ends the suspend must still be pending, or it would be lost. */
CASE_FOR_HARTS(2, hsm, a_non_retentive_suspend_resumes_elsewhere)
{
    paging_prepare();
    FOR_OTHERS(id)
    {
        const unsigned before = round_trips;
        case_note("hart", id);
        EXPECT(hart_run(id, suspend_elsewhere));
        EXPECT(hart_wait(id, SUSPENDED));
        EXPECT_ERROR(OK, RFENCE, 1, 1, id);
        EXPECT_EQ(round_trips, before);
        harts[id].at_start.satp = 1;
        EXPECT_ERROR(OK, IPI, 0, 1, id);
        EXPECT(hart_wait(id, STOPPED));
        EXPECT_EQ(round_trips, before + 1);
        expect_state_at_start(&harts[id]);
        EXPECT_EQ(harts[id].at_start.sip & SSIP, SSIP);
    }
}
