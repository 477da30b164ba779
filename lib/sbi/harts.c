/* SPDX-License-Identifier: MIT */
/*
 * What harts want of one another.
 */
#include "hart.h"

#include <rt/hart.h>
#include <rt/interrupt.h>

/* Those that are there, sbi_boot fills in. */
__attribute__((section(".noinit"))) struct sbi_hart sbi_harts[SBI_HART_IDS];
uint32_t sbi_harts_present;
struct clint sbi_clint;

void sbi_hart_send(struct sbi_hart *hart, unsigned bits)
{
    (void)__atomic_fetch_or(&hart->pending, bits, __ATOMIC_RELEASE);
    __asm__ volatile("fence rw, ow" ::: "memory");
    clint_raise_software_irq(&sbi_clint, (uint32_t)(hart - sbi_harts));
}

void sbi_hart_let_start(struct sbi_hart *hart, unsigned long address, unsigned long argument)
{
    hart->address = address;
    hart->argument = argument;
    __atomic_store_n(&hart->is_ready, 1, __ATOMIC_RELEASE);
    if (hart != sbi_hart_self()) {
        sbi_hart_send(hart, SBI_PENDING_START);
    }
}

/* The fences that the harts with these bits want. */
static void execute_fences(unsigned harts)
{
    for (struct sbi_hart *hart = sbi_harts; harts != 0; hart++, harts >>= 1) {
        if ((harts & 1) != 0) {
            sbi_fence_execute(&hart->fence);
            (void)__atomic_fetch_sub(&hart->outstanding, 1, __ATOMIC_RELEASE);
        }
    }
}

bool sbi_hart_serve(void)
{
    struct sbi_hart *const hart = sbi_hart_self();

    clint_clear_software_irq(&sbi_clint, (uint32_t)(hart - sbi_harts));
    __asm__ volatile("fence ow, rw" ::: "memory");
    if (rt_hart_take_stop()) {
        return false;
    }
    const unsigned pending = __atomic_exchange_n(&hart->pending, 0, __ATOMIC_ACQUIRE);
    if ((pending & SBI_PENDING_IPI) != 0) {
        csr_set(mip, SBI_SSIP);
    }
    if ((pending & SBI_PENDING_TIMER) != 0) {
        csr_set(mip, SBI_STIP);
    }
    execute_fences(pending & SBI_PENDING_FENCES);
    return true;
}

RT_INTERRUPT(software)
{
    (void)sbi_hart_serve();
}

void sbi_hart_sleep(void)
{
    const unsigned long pc = csr_read(mepc);
    const unsigned long status = csr_read(mstatus);

    for (;;) {
        if ((csr_read(mip) & csr_read(mie) & csr_read(mideleg)) != 0) {
            break;
        }
        rt_interrupt_wait();
        rt_interrupts_on();
        rt_interrupts_off();
    }
    csr_write(mepc, pc);
    csr_write(mstatus, status);
}
