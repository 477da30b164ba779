/* SPDX-License-Identifier: MIT */
/*
 * A panic about the program that the timer interrupted. An alarm can't report it directly: the
 * callee-saved registers are on the interrupt stack, where only unwinding finds them. So the
 * interrupt entry returns to rti_bite_entry instead of the program. There all registers are the
 * program's again, except pc and mstatus, which were kept.
 */
#ifndef ALARM_BITE_H
#define ALARM_BITE_H

#include <rt/trap_frame.h>

/**
 * Makes the timer interrupt, from which this is called, return into a panic. @p format has one
 * conversion at most, for @p value. Both are read only then. Only the first call counts.
 */
__attribute__((format(printf, 1, 0))) void rti_bite(const char *format, unsigned long value);

/** The program: rti_bite sets pc, status and cause, rti_bite_entry the rest. */
extern struct rt_trap_frame rti_bite_frame;

/** The stack on which the report is begun: the top of the interrupt stack, which is free again. */
extern unsigned long *rti_bite_sp;

/** Where the interrupt returns to, with the program's registers. Not to be called. */
extern const char rti_bite_entry[];

/** Panics with rti_bite_frame. */
__attribute__((noreturn)) void rti_bite_report(void);

#endif
