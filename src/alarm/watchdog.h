/* SPDX-License-Identifier: MIT */
/*
 * What watchdog.c and watchdog_bite.S share.
 */
#ifndef ALARM_WATCHDOG_H
#define ALARM_WATCHDOG_H

#include <rt/trap_frame.h>

/** The program that was not fed: pc, status and cause are set, rti_watchdog_bite adds the rest. */
extern struct rt_trap_frame rti_watchdog_frame;

/** The stack on which the report is begun: the top of the interrupt stack, which is free again. */
extern unsigned long *rti_watchdog_sp;

/** Where the interrupt returns to, with the program's registers. Not to be called. */
extern const char rti_watchdog_bite[];

/** Panics with rti_watchdog_frame. */
__attribute__((noreturn)) void rti_watchdog_report(void);

#endif
