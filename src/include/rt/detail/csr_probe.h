/* SPDX-License-Identifier: MIT */
/** @file
 * A probe of one CSR, for rt_csr_exists. arch/probe.S explains probes; the register's number is
 * part of the instruction, so each number needs a probe of its own.
 */
#ifndef RT_DETAIL_CSR_PROBE_H
#define RT_DETAIL_CSR_PROBE_H

/**
 * Assembly that defines rti_probe_csr_N, where N is operand 1 in decimal: a0 = 1, or 0 if reading
 * the register traps. Register 21, seed, can be read only by an instruction that also writes it. In
 * its own section, so that it is linked only with its callers, and once for all files that have it.
 * The reference to rti_probes_start links what resumes after the trap.
 */
#define RT_CSR_PROBE                                                                         \
    ".ifndef rti_probe_csr_%1\n\t"                                                           \
    ".pushsection .text.rti_probes.csr_%1, \"axG\", @progbits, rti_probe_csr_%1, comdat\n\t" \
    ".option push\n\t"                                                                       \
    ".option norvc\n\t"                                                                      \
    ".option norelax\n\t"                                                                    \
    ".balign 32\n\t"                                                                         \
    ".weak rti_probe_csr_%1\n\t"                                                             \
    ".type rti_probe_csr_%1, @function\n"                                                    \
    "rti_probe_csr_%1:\n\t"                                                                  \
    ".reloc ., R_RISCV_NONE, rti_probes_start\n\t"                                           \
    "csrr t1, mepc\n\t"                                                                      \
    "csrr t2, mstatus\n\t"                                                                   \
    ".if %1 == 21\n\t"                                                                       \
    "csrrw a0, %1, zero\n\t"                                                                 \
    ".else\n\t"                                                                              \
    "csrr a0, %1\n\t"                                                                        \
    ".endif\n\t"                                                                             \
    "li a0, 1\n\t"                                                                           \
    "ret\n\t"                                                                                \
    ".size rti_probe_csr_%1, . - rti_probe_csr_%1\n\t"                                       \
    ".balign 32\n\t"                                                                         \
    ".option pop\n\t"                                                                        \
    ".popsection\n\t"                                                                        \
    ".endif\n\t"

#endif
