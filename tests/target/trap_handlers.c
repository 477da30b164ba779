/* SPDX-License-Identifier: MIT */
/* Traps that resume the program: handlers, and probes that survive. */
#include "faults.h"

#include <rt/board.h>
#include <rt/csr.h>
#include <rt/image.h>
#include <rt/interrupt.h>
#include <rt/panic.h>
#include <rt/protect.h>
#include <rt/test.h>
#include <rt/trap.h>

static unsigned traps;
static struct rt_trap_frame seen;

static bool skip(struct rt_trap_frame *frame)
{
    traps++;
    seen = *frame;
    frame->pc += rt_instruction_size(frame->pc);
    return true;
}

RT_TEST(handler_skips_the_instruction)
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_STORE_ACCESS, skip), 0);
    for (unsigned i = 0; i < 1000; i++) {
        AT(int, 0x40) = 1;
    }
    RT_EXPECT_EQ(traps, 1000);
    RT_EXPECT_EQ(seen.tval, 0x40);
    RT_EXPECT_EQ(seen.cause, CAUSE_STORE_ACCESS);
}

static bool answer(struct rt_trap_frame *frame)
{
    frame->a0 += 1;
    frame->pc += 4;
    return true;
}

RT_TEST(handler_changes_a_register)
{
    register unsigned long a0 __asm__("a0");

    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_ECALL_M, answer), 0);
    a0 = 41;
    __asm__ volatile("ecall" : "+r"(a0)::"memory");
    const unsigned long result = a0;
    RT_EXPECT_EQ(result, 42);
}

/* In trap_registers.S. Returns 0 if a breakpoint leaves every register unchanged. */
unsigned long trap_with_every_register_known(void);

RT_TEST(every_register_survives_a_trap)
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_BREAKPOINT, skip), 0);
    RT_EXPECT_EQ(trap_with_every_register_known(), 0);
    RT_EXPECT_EQ(seen.ra, 0x401);
    RT_EXPECT_EQ(seen.t1, 0x406);
    RT_EXPECT_EQ(seen.s0, 0x408);
    RT_EXPECT_EQ((&seen.ra)[RT_REGISTERS - 2], 0x400 + RT_REGISTERS - 1);
}

static bool take_back(struct rt_trap_frame *frame)
{
    traps++;
    seen = *frame;
    hal_timer_cancel(board_timer);
    return true;
}

RT_TEST(interrupt_can_have_a_trap_handler)
{
    const unsigned long cause = MCAUSE_INTERRUPT | IRQ_MACHINE_TIMER;

    RT_REQUIRE_EQ(rt_trap_set_handler(cause, take_back), 0);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    hal_timer_set_deadline(board_timer, 0);
    rt_interrupts_on();
    while (traps == 0) {
    }
    rt_interrupts_off();
    RT_EXPECT_EQ(traps, 1);
    RT_EXPECT_EQ(seen.cause, cause);
    RT_EXPECT_EQ(rt_trap_set_handler(MCAUSE_INTERRUPT | 32, skip), HAL_ERR_INVALID);
    RT_EXPECT_EQ(rt_trap_set_handler(32, skip), HAL_ERR_INVALID);
}

static bool refuse(struct rt_trap_frame *frame)
{
    (void)frame;
    return false;
}

RT_TEST(each_cause_has_a_handler_of_its_own)
{
    for (unsigned long cause = 0; cause < 32; cause++) {
        RT_REQUIRE_EQ(rt_trap_set_handler(cause, cause == CAUSE_BREAKPOINT ? skip : refuse), 0);
        RT_REQUIRE_EQ(rt_trap_set_handler(MCAUSE_INTERRUPT | cause, refuse), 0);
    }
    __asm__ volatile("ebreak");
    RT_EXPECT_EQ(traps, 1);
}

#ifndef UNPROTECTED
static const uint32_t constant = 7;
#endif

RT_TEST(probes_tell_memory_from_none)
{
    static uint32_t word = 0x11223344;
    uint8_t byte = 0;
    uint16_t half = 0;
    uint32_t value = 99;

    RT_EXPECT_EQ(rt_try_load8((uintptr_t)&word, &byte), true);
    RT_EXPECT_EQ(byte, 0x44);
    RT_EXPECT(rt_try_load16((uintptr_t)&word + 2, &half) && half == 0x1122);
    RT_EXPECT(rt_try_load32((uintptr_t)&word, &value) && value == 0x11223344);
    value = 99;
    RT_EXPECT(!rt_try_load32(0, &value) && value == 99);
    RT_EXPECT(!rt_try_load16(NOWHERE, &half) && !rt_try_load8(NOWHERE, &byte));
    RT_EXPECT_EQ(rt_try_store32((uintptr_t)&word, 5), true);
    RT_EXPECT_EQ(word, 5);
    RT_EXPECT(rt_try_store16((uintptr_t)&word, 6) && word == 6);
    RT_EXPECT(rt_try_store8((uintptr_t)&word + 1, 1) && word == 0x106);
    RT_EXPECT(!rt_try_store8(0, 1));
#ifndef UNPROTECTED
    RT_EXPECT(!rt_try_store32((uintptr_t)&constant, 5) && constant == 7);
    RT_EXPECT(!rt_try_store16((uintptr_t)rt_text_start, 1));
#endif
#if __riscv_xlen == 64
    uint64_t wide = 3;
    RT_EXPECT(rt_try_store64((uintptr_t)&wide, 4) && wide == 4);
    RT_EXPECT(rt_try_load64((uintptr_t)&wide, &wide) && !rt_try_load64(NOWHERE, &wide));
    RT_EXPECT(!rt_try_store64(8, 4));
#endif
}

RT_TEST_PANICS(probe_does_not_hide_a_bad_result_pointer, "store through a null pointer")
{
    static uint32_t word;

    (void)rt_try_load32((uintptr_t)&word, (uint32_t *)hide(0));
}

static const unsigned long modes = MSTATUS_MPP | MSTATUS_MPIE;

/* Whether both kinds of probe, failed or not, keep what the next mret will use. */
static bool probes_keep(unsigned long mode, unsigned long pc)
{
    uint32_t value = 0;

    csr_clear(mstatus, modes);
    csr_set(mstatus, mode);
    csr_write(mepc, pc);
    const unsigned long status = csr_read(mstatus);
    const bool loaded = rt_try_load32(0, &value);
    const bool stored = rt_try_store8(0, 1);
    const bool keeps = csr_read(mepc) == pc && csr_read(mstatus) == status;

    return !loaded && !stored && keeps && rt_try_load32((uintptr_t)&value, &value) &&
           csr_read(mepc) == pc && csr_read(mstatus) == status;
}

RT_TEST(probes_keep_mepc_and_the_previous_mode)
{
    const unsigned long status = csr_read(mstatus);

    RT_EXPECT(probes_keep(0, 0x1230));
    RT_EXPECT(probes_keep(MSTATUS_MPIE, 0x4568));
    RT_EXPECT(probes_keep(MSTATUS_MPP, 0x1230));
    RT_EXPECT(probes_keep(modes, 0x4568));
    csr_write(mstatus, status);
}

RT_TEST(probes_leave_interrupts_on_or_off)
{
    uint32_t value;

    RT_EXPECT(!rt_try_load32(0, &value) && (csr_read(mstatus) & MSTATUS_MIE) == 0);
    rt_interrupts_on();
    RT_EXPECT(!rt_try_load32(0, &value) && (csr_read(mstatus) & MSTATUS_MIE) != 0);
    rt_interrupts_off();
}

static bool keeps_in_handler;

static bool check_probe_in_handler(struct rt_trap_frame *frame)
{
    uint32_t value;
    const unsigned long pc = csr_read(mepc);
    const unsigned long status = csr_read(mstatus);

    keeps_in_handler = !rt_try_load32(0, &value) && csr_read(mepc) == pc &&
                       csr_read(mstatus) == status && (status & MSTATUS_MPIE) != 0;
    return skip(frame);
}

RT_TEST(a_probe_in_a_cause_handler_keeps_them_too)
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_BREAKPOINT, check_probe_in_handler), 0);
    rt_interrupts_on();
    __asm__ volatile("ebreak");
    rt_interrupts_off();
    RT_EXPECT(keeps_in_handler);
}

static bool probe_in_handler(struct rt_trap_frame *frame)
{
    uint32_t value;

    traps += rt_try_load32(0, &value) ? 100 : 1;
    return skip(frame);
}

RT_TEST(probe_works_inside_a_cause_handler)
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_BREAKPOINT, probe_in_handler), 0);
    __asm__ volatile("ebreak");
    RT_EXPECT_EQ(traps, 2);
    __asm__ volatile("ebreak");
    RT_EXPECT_EQ(traps, 4);
}

#ifndef UNPROTECTED
RT_TEST(all_protection_is_in_force)
{
    RT_EXPECT_STR_EQ(rt_protect_missing(0), NULL);
}
#endif
