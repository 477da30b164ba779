/* SPDX-License-Identifier: MIT */
/*
 * Accesses that the core does not do itself.
 */
#ifndef SBI_TRAP_H
#define SBI_TRAP_H

#include <rt/program.h>
#include <stdbool.h>
#include <stdint.h>

/**
 * Does a misaligned load or store of a program byte by byte, with its rights, and passes the
 * instruction. Returns false if it is an instruction of another kind, such as one of
 * floating-point registers, or if the program may not access an address.
 */
bool sbi_serve_misaligned(struct rt_program *program);

/** Whether this hart has the time CSR. */
bool sbi_has_time(void);

/** The same for an instruction that reads it. */
bool sbi_serve_rdtime(struct rt_program *program);

/** Loads the instruction at which a program trapped. Returns false if it may not read it. */
bool sbi_fetch(const struct rt_program *program, uint32_t *code);

/** Sets a register of a program; x0 stays 0. */
void sbi_set_register(struct rt_program *program, unsigned number, unsigned long value);

#endif
