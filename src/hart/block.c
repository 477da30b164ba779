/* SPDX-License-Identifier: MIT */
/*
 * Initialises a hart's memory area.
 */
#include "hart.h"

#include "base/linked_number.h"
#include "base/marks.h"

#include <rt/csr.h>
#include <rt/detail/hart_block.h>
#include <rt/image.h>
#include <rt/panic.h>

#include <stddef.h>
#include <stdint.h>

extern const char rt_mtvec[];

/* The boot hart's interrupt stacks up to where the words for CONTEXTS any begin, if entries use
 * them. A stack that no handler needs has the top of the one before it. */
extern char rti_irq_none_top[], rti_irq_plain_top[], rti_irq_software_top[], rti_irq_timer_top[],
    rti_irq_external_top[];

/* Thread-local storage may hold objects of any type. */
typedef unsigned long __attribute__((may_alias)) word;

enum {
    /* Words cleared per iteration. The distance from the block's start to the area's end is a
     * multiple of 16 bytes. */
    AT_ONCE = 16 / sizeof(word),
};

/*
 * Copies and clears word by word, inline: the block is small, and a call would cost more. The
 * barriers keep the compiler from calling memcpy or memset. The template's end is aligned
 * (ld/sections.ld), and clearing may run past the block because its area continues there.
 */
static inline void init_tls(ptrdiff_t area)
{
    const word *from = (const word *)(const void *)rt_tdata_start;
    word *to = (word *)(void *)(rt_boot_tls + area);
    const word *const end = (const word *)(void *)(rt_boot_tls_end + area);

    for (; (const char *)from != rt_tdata_end; from++, to++) {
        *to = *from;
        __asm__ volatile("" ::: "memory");
    }
    for (; to < end; to += AT_ONCE) {
        to[0] = to[1] = 0;
        to[AT_ONCE - 2] = to[AT_ONCE - 1] = 0;
        __asm__ volatile("" ::: "memory");
    }
}

static void init_irq_stacks(struct rt_hart *hart, ptrdiff_t area)
{
    static char *const tops[] = {rti_irq_plain_top, rti_irq_software_top, rti_irq_timer_top,
                                 rti_irq_external_top};
    const char *below = rti_irq_none_top;

    for (unsigned i = 0; i < RT_IRQ_STACKS; i++) {
        const size_t words = i == RT_IRQ_STACK_plain ? RT_IRQ_FRAME_plain : RT_IRQ_FRAME_nesting;
        if (tops[i] != below) {
            /* The frame that an entry writes at the top. */
            hart->irq[i].frame = (unsigned long *)(void *)(tops[i] + area) - words;
            /* For a panic: no handler has run yet. */
            hart->irq[i].interrupted_sp = 0;
            if (i != RT_IRQ_STACK_plain) {
                hart->irq[i].frame[RT_IRQ_FRAME_MIE] = 0;
            }
        }
        below = tops[i];
    }
}

/* mtvec keeps only the bits that the core implements: perhaps not the mode, or too few zeros of the
 * address. */
static __attribute__((noinline, cold, noreturn)) void refuse_mtvec(void)
{
    rt_panic(
        "this core's mtvec keeps %p, not %p; use INTERRUPTS direct or raise rt_mtvec_alignment",
        (void *)csr_read(mtvec), (const void *)rt_mtvec);
}

static inline void set_number(struct rt_hart *hart, unsigned long number)
{
    hart->id = csr_read(mhartid);
    hart->number = number;
    /* NULL unless a handler that is linked in needs the stack. */
    for (unsigned i = 0; i < RT_IRQ_STACKS; i++) {
        hart->irq[i].frame = NULL;
    }
}

static inline void run(struct rt_hart *hart)
{
    hart->state = RT_HART_RUNNING;
    hart->in_program = 1;
    if (csr_read(mtvec) != (uintptr_t)rt_mtvec) {
        refuse_mtvec();
    }
}

/* Clears the members that are read before they are written. */
static inline void clear(struct rt_hart *hart)
{
    hart->stopped = NULL;
    hart->calls = NULL;
#ifdef RT_DEBUG
    hart->critical.longest = 0;
    hart->critical.longest_begin = NULL;
#endif
    hart->painted = 0;
}

/* Parked harts don't read their area before another hart wakes them. */
static void clear_others(void)
{
    const size_t stride = (size_t)(rt_boot_area_end - rt_harts_start);
    const size_t block = (size_t)(rt_boot_trap_stack_end - rt_harts_start);

    for (char *area = rt_boot_area_end; area != rt_harts_end; area += stride) {
        struct rt_hart *const hart = (struct rt_hart *)(void *)(area + block);

        clear(hart);
        hart->calls = HART_CALLS_CLOSED;
        hart->state = RT_HART_BOOTING;
        hart->in_program = 0;
        hart->phase = RT_HART_PHASE_PARKED;
        hart->start_sp = (unsigned long)hart;
        hart->stack_low = (char *)hart;
    }
}

/* Linked in only by STACK_MARKS. */
#pragma weak rti_marks_paint

/* Only needed with several harts, interrupt stacks, TLS or STACK_MARKS. Kept out of line so that
 * the common boot path needs no stack frame. */
static __attribute__((noinline)) void init_more(struct rt_hart *hart, ptrdiff_t area)
{
    init_tls(area);
    init_irq_stacks(hart, area);
    run(hart);
    if (rti_marks_paint != NULL) {
        rti_marks_paint(hart);
    }
}

static __attribute__((noinline)) void init_more_of_boot(struct rt_hart *hart)
{
    clear_others();
    init_more(hart, 0);
}

void rti_hart_block_init_boot(void)
{
    struct rt_hart *const hart = rt_hart_block();

    clear(hart);
    hart->phase = RT_HART_PHASE_STARTED;
    set_number(hart, 0);
    if (LINKED_NUMBER(rt_has_more) != 0) {
        init_more_of_boot(hart);
    } else {
        run(hart);
    }
}

void rti_hart_block_init(unsigned long number)
{
    struct rt_hart *const hart = rt_hart_block();

    set_number(hart, number);
    init_more(hart, (char *)(hart + 1) - rt_boot_tls);
}
