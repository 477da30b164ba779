/* SPDX-License-Identifier: MIT */
/*
 * What other folders call if the firmware logs. The reference is weak, so that a firmware which
 * does not links nothing of this.
 */
#ifndef LOG_HOOKS_H
#define LOG_HOOKS_H

#include <stddef.h>

struct rti_log_hooks {
    void (*end_of_run)(void);
    void (*panic)(void); /* the program that was sending does not go on */
    void (*idle)(void);  /* with interrupts off; returns early if one is pending */
};

extern const struct rti_log_hooks rti_log_hooks;
#pragma weak rti_log_hooks

static inline const struct rti_log_hooks *linked_log(void)
{
    return &rti_log_hooks;
}

#endif
