/* SPDX-License-Identifier: MIT */
/*
 * Critical sections on the host: they delay the modelled interrupt. This file precedes
 * the target's file of the same name on the include path of host tests.
 */
#ifndef HAL_CRITICAL_H
#define HAL_CRITICAL_H

unsigned long model_interrupts_off(void);
void model_interrupts_restore(unsigned long state);

static inline unsigned long hal_critical_enter(void)
{
    return model_interrupts_off();
}

static inline void hal_critical_exit(unsigned long state)
{
    model_interrupts_restore(state);
}

#endif
