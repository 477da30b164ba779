/* SPDX-License-Identifier: MIT */
/*
 * Initialises what not every hart's memory area has.
 */
#include "block.h"

#include "entry/stacks.h"
#include "hart.h"

#include "base/marks.h"
#include "base/panic_text.h"

#include <rt/image.h>

/* For firmware in which no interrupt entry needs a stack, and for firmware without STACK_MARKS. A
 * call costs less code than a check whether the function is linked in. */
__attribute__((weak)) void rti_irq_stacks_init(struct rt_hart *hart)
{
    (void)hart;
}

__attribute__((weak)) void rti_marks_paint(struct rt_hart *hart)
{
    (void)hart;
}

/* Thread-local storage may hold objects of any type. */
typedef unsigned long __attribute__((may_alias)) word;

/*
 * Copies and clears word by word: the block is small. The barrier keeps the compiler from calling
 * memcpy or memset. Both ends are aligned to words (ld/sections.ld).
 */
static inline void init_tls(struct rt_hart *hart)
{
    const word *from = (const word *)(const void *)rt_tdata_start;
    word *to = (word *)(void *)(hart + 1);
    const char *const end = (char *)to + LINKED_LARGE_NUMBER(rt_tls_size);

    for (; (const char *)to < end; to++) {
        *to = (const char *)from < rt_tdata_end ? *from++ : 0;
        __asm__ volatile("" ::: "memory");
    }
}

/* mtvec keeps only the bits that the core implements: perhaps not the mode, or too few zeros of the
 * address. */
__attribute__((cold)) void rti_hart_refuse_mtvec(void)
{
    PANIC("this core's mtvec keeps %p; use INTERRUPTS direct or raise rt_mtvec_alignment",
          (void *)csr_read(mtvec));
}

void rti_hart_area_init(struct rt_hart *hart)
{
    hart->context = NULL;
    init_tls(hart);
    rti_irq_stacks_init(hart);
    rti_marks_paint(hart);
}

void rti_hart_block_init(unsigned long number)
{
    struct rt_hart *const hart = rt_hart_block();

    hart_block_identify(hart, number);
    rti_hart_area_init(hart);
    hart_block_run(hart);
}
