/* SPDX-License-Identifier: MIT */
/*
 * What entry.S and copy.S call and define. The application's interface is <rt/program.h>.
 */
#ifndef MODE_H
#define MODE_H

#include <rt/program.h>

/** Called with interrupts off before @p next continues on this hart, if another one ran before. */
void rti_program_enter(struct rt_program *next);

/** rt_program_trap, unless the hart must stop because another one has panicked. */
struct rt_program *rti_program_trap(struct rt_program *program);

/** Called with interrupts off before rt_program_run returns. */
void rti_program_leave(void);

/**
 * Copies bytes with the mode that @p as_mode sets in mstatus: MPP, and MPRV. Interrupts must be
 * off. Returns how many bytes remain: 0, or the first of them may not be accessed.
 */
size_t rti_mode_copy_in(void *to, uintptr_t from, size_t size, unsigned long as_mode);
size_t rti_mode_copy_out(uintptr_t to, const void *from, size_t size, unsigned long as_mode);

#endif
