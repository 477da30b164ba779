/* SPDX-License-Identifier: MIT */
/*
 * Accesses that the core does not do itself.
 */
#ifndef SBI_TRAP_H
#define SBI_TRAP_H

#include <rt/program.h>
#include <stdbool.h>

/**
 * Does a misaligned load or store of a program byte by byte, with its rights, and passes the
 * instruction. Returns false if it is an instruction of another kind, such as one of
 * floating-point registers, or if the program may not access an address.
 */
bool sbi_serve_misaligned(struct rt_program *program);

#endif
