/* SPDX-License-Identifier: MIT */
/*
 * Initialises what not every hart's memory area has.
 */
#include "block.h"

#include "entry/stacks.h"
#include "hart.h"

#include "base/marks.h"

#include <rt/image.h>
#include <rt/panic.h>

/* Linked in only if an interrupt entry needs a stack, and only by STACK_MARKS. */
#pragma weak rti_irq_stacks_init
#pragma weak rti_marks_paint

/* Thread-local storage may hold objects of any type. */
typedef unsigned long __attribute__((may_alias)) word;

/*
 * Copies and clears word by word: the block is small. The barrier keeps the compiler from calling
 * memcpy or memset. Both ends are aligned to words (ld/sections.ld).
 */
static inline void init_tls(ptrdiff_t area)
{
    const word *from = (const word *)(const void *)rt_tdata_start;
    word *to = (word *)(void *)(rt_boot_tls + area);
    const word *const end = (const word *)(void *)(rt_boot_tls_end + area);

    for (; to < end; to++) {
        *to = (const char *)from < rt_tdata_end ? *from++ : 0;
        __asm__ volatile("" ::: "memory");
    }
}

/* mtvec keeps only the bits that the core implements: perhaps not the mode, or too few zeros of the
 * address. */
__attribute__((cold)) void rti_hart_refuse_mtvec(void)
{
    rt_panic("this core's mtvec keeps %p; use INTERRUPTS direct or raise rt_mtvec_alignment",
             (void *)csr_read(mtvec));
}

static inline void init_more(struct rt_hart *hart, ptrdiff_t area)
{
    init_tls(area);
    hart->context = NULL;
    if (rti_irq_stacks_init != NULL) {
        rti_irq_stacks_init(hart, area);
    }
    if (rti_marks_paint != NULL) {
        rti_marks_paint(hart);
    }
}

__attribute__((cold)) void rti_hart_block_init_more(struct rt_hart *hart)
{
    hart->stopped = NULL;
    hart->calls = NULL;
    hart->phase = RT_HART_PHASE_STARTED;
    rti_hart_close_others();
    init_more(hart, 0);
}

void rti_hart_block_init(unsigned long number)
{
    struct rt_hart *const hart = rt_hart_block();

    hart_block_identify(hart, number);
    init_more(hart, (char *)(hart + 1) - rt_boot_tls);
    hart_block_run(hart);
}
