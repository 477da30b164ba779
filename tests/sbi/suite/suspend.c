/* SPDX-License-Identifier: MIT */
/*
 * Hart state management (SBI, chapter 9): suspend.
 */
#include "hsm.h"

#include "paging.h"

enum {
    RETENTIVE = 0,
};

#define NON_RETENTIVE 0x80000000UL

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
    EXPECT(false && "suspend returned");
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
