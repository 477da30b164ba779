/* SPDX-License-Identifier: MIT */
/*
 * Setting up a hart's own corner of memory.
 */
#include "entry.h"

#include <rt/csr.h>
#include <rt/hart_block.h>
#include <rt/image.h>
#include <rt/panic.h>

#include <stddef.h>
#include <stdint.h>

extern const char rt_mtvec[];

/* Thread-local storage may hold anything. */
typedef unsigned long __attribute__((may_alias)) word;

/*
 * By words, in line: there are few of them, and a call costs more than they do; the barriers keep
 * the compiler from making one. The template's end is aligned (ld/sections.ld), and behind the
 * block its area goes on.
 */
static void init_tls(char *tls)
{
    const word *from = (const word *)(const void *)rt_tdata_start;
    word *to = (word *)(void *)tls;
    const char *const end = tls + (rt_boot_tls_end - rt_boot_tls);

    for (; (const char *)from != rt_tdata_end; from++, to++) {
        *to = *from;
        __asm__ volatile("" ::: "memory");
    }
    for (; (const char *)to < end; to++) {
        *to = 0;
        __asm__ volatile("" ::: "memory");
    }
}

/* No handler is linked in that needs a stack. */
static void no_irq_stacks(struct rt_hart *hart)
{
    for (unsigned i = 0; i < RT_IRQ_STACKS; i++) {
        hart->irq[i].frame = NULL;
    }
}

static void init_irq_stacks(struct rt_hart *hart)
{
    /* How far this hart's area is from the boot hart's. */
    const ptrdiff_t area = (char *)(hart + 1) - rt_boot_tls;
    static char *const ends[] = {rt_boot_irq_plain_end, rt_boot_irq_software_end,
                                 rt_boot_irq_timer_end, rt_boot_irq_external_end};
    const char *below = rt_harts_start;

    no_irq_stacks(hart);
    if (below == (char *)rt_boot_irq_external_end) {
        return;
    }
    for (unsigned i = 0; i < RT_IRQ_STACKS; i++) {
        const size_t words = i == RT_IRQ_STACK_plain ? RT_IRQ_FRAME_plain : RT_IRQ_FRAME_nesting;
        if (ends[i] != below) {
            /* The frame that an entry lays at the top. */
            hart->irq[i].frame = (unsigned long *)(void *)(ends[i] + area) - words;
        }
        below = ends[i];
    }
}

/* What is read before it is written; the rest may hold anything. */
static void clear_block(struct rt_hart *hart)
{
    hart->state = RT_HART_BOOTING;
    hart->stopped = NULL;
    hart->start_sp = (unsigned long)hart;
    hart->stack_low = (char *)hart;
    hart->phase = RT_HART_PHASE_PARKED;
    hart->calls = NULL;
    hart->critical.longest = 0;
    hart->critical.longest_begin = NULL;
    hart->stack_unguarded = 0;
}

/* Harts that wait read nothing of theirs before the boot hart wakes them. */
static void clear_all_blocks(void)
{
    const size_t stride = (size_t)(rt_boot_area_end - rt_harts_start);
    const size_t block = (size_t)(rt_boot_trap_stack_end - rt_harts_start);

    for (char *area = rt_harts_start; area != rt_harts_end; area += stride) {
        clear_block((struct rt_hart *)(void *)(area + block));
    }
}

void rt_hart_block_init(unsigned long number)
{
    struct rt_hart *const hart = rt_hart_block();

    if (number == 0) {
        clear_all_blocks();
        hart->phase = RT_HART_PHASE_STARTED;
    }
    hart->id = csr_read(mhartid);
    hart->state = RT_HART_RUNNING;
    hart->trap_depth = 0;
    hart->number = number;
    init_tls((char *)(hart + 1));
    init_irq_stacks(hart);
    /* A core keeps only the bits of mtvec that it implements. */
    if (csr_read(mtvec) != (uintptr_t)rt_mtvec) {
        rt_panic("this core cannot take its traps at %p: mtvec reads %p; raise rt_mtvec_alignment",
                 (const void *)rt_mtvec, (void *)csr_read(mtvec));
    }
}
