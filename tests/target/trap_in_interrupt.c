/* SPDX-License-Identifier: MIT */
/*
 * Traps inside a plain interrupt handler. Either the interrupted program continues as without the
 * trap, or the trap is not resumed.
 */
#include "faults.h"
#include "irq.h"

#include <rt/semihosting.h>
#include <rt/test.h>
#include <rt/trap.h>

static void (*work)(void);
static volatile unsigned calls;

RT_INTERRUPT(software)
{
    irq_clear_software();
    work();
    calls++;
}

/* Interrupts a loop a thousand times; true if each iteration counted once. */
static bool undisturbed(void)
{
    volatile unsigned long rounds = 0;

    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_interrupts_on();
    for (unsigned i = 1; i <= 1000; i++) {
        irq_raise_software();
        rounds++;
        while (calls < i) {
        }
    }
    rt_interrupts_off();
    return rounds == 1000 && calls == 1000;
}

static bool loaded;
static bool stored;

static void probe(void)
{
    uint32_t value;

    loaded |= rt_try_load32(0, &value);
    stored |= rt_try_store8(0, 1);
}

RT_TEST(probes_leave_what_was_interrupted_alone)
{
    work = probe;
    RT_EXPECT(undisturbed());
    RT_EXPECT(!loaded && !stored);
}

static bool existed;

static void probe_csr(void)
{
    existed |= rt_csr_exists(0x8ff);
}

RT_TEST(probes_of_registers_leave_it_alone)
{
    work = probe_csr;
    RT_EXPECT(undisturbed());
    RT_EXPECT(!existed);
}

static bool answered;

static void ask_the_host(void)
{
    enum {
        SYS_ERRNO = 0x13
    };

    answered |= rt_semihosting_call(SYS_ERRNO, NULL) != -1;
}

RT_TEST(semihosting_calls_without_a_host_leave_it_alone)
{
    ask_the_host();
    if (answered) {
        RT_SKIP("a host answers");
    }
    work = ask_the_host;
    RT_EXPECT(undisturbed());
    RT_EXPECT(!answered);
}

static bool skip(struct rt_trap_frame *frame)
{
    frame->pc += rt_instruction_size(frame->pc);
    return true;
}

static void store_to_nowhere(void)
{
    AT(int, 0x40) = 1;
}

RT_TEST_PANICS(a_handler_of_the_cause_can_not_resume_it, "use RT_INTERRUPT_NESTING")
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_STORE_ACCESS, skip), 0);
    work = store_to_nowhere;
    (void)undisturbed();
}

static bool refuse(struct rt_trap_frame *frame)
{
    (void)frame;
    return false;
}

RT_TEST_PANICS(a_handler_of_the_cause_can_refuse_it, "store through a null pointer")
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_STORE_ACCESS, refuse), 0);
    work = store_to_nowhere;
    (void)undisturbed();
}

static unsigned nested;

RT_INTERRUPT_NESTING(timer)
{
    hal_timer_cancel(board_timer);
    store_to_nowhere();
    nested++;
}

RT_TEST(in_a_nesting_one_it_can)
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_STORE_ACCESS, skip), 0);
    hal_timer_set_deadline(board_timer, 0);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupts_on();
    rt_interrupts_off();
    RT_EXPECT_EQ(nested, 1);
}
