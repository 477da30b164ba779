/* SPDX-License-Identifier: MIT */
#include <rt/csr.h>
#include <rt/image.h>
#include <rt/interrupt.h>
#include <rt/test.h>

enum {
    FAST_ADC = 16,
    OF_NOBODY = 20,
    DMA_DONE = 31,
    ROUNDS = 100,
};

static volatile unsigned adc_calls, dma_calls;
static volatile uintptr_t adc_sp;
static volatile bool were_interrupts_on;

RT_INTERRUPT(fast_adc)
{
    uintptr_t sp;
    __asm__ volatile("mv %0, sp" : "=r"(sp));
    adc_sp = sp;
    adc_calls = adc_calls + 1;
}

RT_INTERRUPT_NESTING(dma_done)
{
    were_interrupts_on = (csr_read(mstatus) & MSTATUS_MIE) != 0;
    dma_calls = dma_calls + 1;
}

/* What a core does when it takes an interrupt (privileged specification, 3.1.6.1 and 3.1.7). */
static void take_interrupt(unsigned long cause)
{
    const unsigned long base = csr_read(mtvec) & ~3UL;
    const bool is_vectored = (csr_read(mtvec) & 3) == 1;
    const unsigned long target = is_vectored ? base + 4 * cause : base;
    unsigned long status = csr_read(mstatus);

    status |= (status & MSTATUS_MIE) != 0 ? MSTATUS_MPIE : 0;
    status = (status & ~(unsigned long)MSTATUS_MIE) | MSTATUS_MPP;
    csr_write(mcause, MCAUSE_INTERRUPT | cause);
    __asm__ volatile("la t0, 1f\n\t"
                     "csrw mepc, t0\n\t"
                     "csrw mstatus, %0\n\t"
                     "jr %1\n"
                     "1:"
                     :
                     : "r"(status), "r"(target)
                     : "t0", "memory");
}

RT_TEST(each_source_has_its_handler)
{
    rt_interrupts_on();
    for (unsigned i = 1; i <= ROUNDS; i++) {
        take_interrupt(FAST_ADC);
        RT_REQUIRE_EQ(adc_calls, i);
        RT_REQUIRE_EQ(dma_calls, i - 1);
        take_interrupt(DMA_DONE);
        RT_REQUIRE_EQ(adc_calls, i);
        RT_REQUIRE_EQ(dma_calls, i);
        RT_REQUIRE((csr_read(mstatus) & MSTATUS_MIE) != 0);
    }
    RT_EXPECT(were_interrupts_on);
}

RT_TEST(a_handler_runs_on_its_own_stack)
{
    rt_interrupts_on();
    take_interrupt(FAST_ADC);
    RT_REQUIRE_EQ(adc_calls, 1);
    const uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    RT_EXPECT(adc_sp > here || here - adc_sp > 4096);
}

RT_TEST(a_source_is_enabled_by_its_cause)
{
    csr_write(mie, 0);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupt_enable(DMA_DONE);
    /* QEMU's cores have no such bit, which reads 0. */
    RT_EXPECT_EQ(csr_read(mie) & ~(1UL << DMA_DONE), 1UL << IRQ_MACHINE_TIMER);
}

RT_TEST_PANICS(a_source_without_a_handler_is_named, "local interrupt")
{
    rt_interrupts_on();
    take_interrupt(OF_NOBODY);
}
