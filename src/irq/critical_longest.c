/* SPDX-License-Identifier: MIT */
/*
 * Measures how long critical sections keep interrupts off, in debug builds.
 */
#include <rt/critical.h>
#include <rt/detail/hart_block.h>

struct rt_critical_longest rt_critical_get_longest(void)
{
#ifdef RT_DEBUG
    const struct rt_hart *const hart = rt_hart_block_of_trap();

    return (struct rt_critical_longest){.instructions = hart->critical.longest,
                                        .begin = hart->critical.longest_begin};
#else
    return (struct rt_critical_longest){0};
#endif
}

#ifdef RT_DEBUG

/* Both run with interrupts off, so nothing preempts them. */
void rt_critical_begun(void)
{
    struct rt_hart *const hart = rt_hart_block_of_trap();

    hart->critical.begin = __builtin_return_address(0);
    hart->critical.began = csr_read(minstret);
}

void rt_critical_over(void)
{
    struct rt_hart *const hart = rt_hart_block_of_trap();
    const unsigned long count = csr_read(minstret) - hart->critical.began;

    if (count > hart->critical.longest) {
        hart->critical.longest = count;
        hart->critical.longest_begin = hart->critical.begin;
    }
}

#endif
