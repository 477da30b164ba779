/* SPDX-License-Identifier: MIT */
/* Critical sections on the host are empty, because there are no interrupts. */
#ifndef RT_CRITICAL_H
#define RT_CRITICAL_H

static inline unsigned long rt_critical_enter(void)
{
    return 0;
}

static inline void rt_critical_exit(unsigned long state)
{
    (void)state;
}

#endif
