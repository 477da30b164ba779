/* SPDX-License-Identifier: MIT */
/** @file
 * Which integer registers the core has: 32, or 16 with the base E (unprivileged specification,
 * "RV32E and RV64E Base Integer Instruction Sets"). That lacks x16 to x31, which are a6, a7, s2 to
 * s11 and t3 to t6. For C and assembly:
 *
 *     .irp reg, ra, t0, t1, t2 RT_HIGH_REGISTERS(, t3, t4, t5, t6), a0, a1
 */
#ifndef RT_DETAIL_REGISTERS_H
#define RT_DETAIL_REGISTERS_H

#ifdef __riscv_e

/** How many there are, with x0. */
#define RT_REGISTERS 16

/** How many of them pass arguments. */
#define RT_ARGUMENT_REGISTERS 6

/** The bytes to which the calling convention aligns sp (RISC-V psABI, "ILP32E Calling Convention").
 * The runtime begins each stack at a multiple of 16 also there. */
#define RT_STACK_ALIGNMENT 4

/** How many of them a called function may change: ra, t0 and so on, and the arguments. */
#define RT_CALLER_SAVED 10

/** The arguments, which are about x16 to x31; nothing if the core lacks these. */
#define RT_HIGH_REGISTERS(...)

/** A register from x16 on; or another one if the core lacks it. */
#define RT_HIGH_REGISTER_OR(high, low) low

#else

/** @cond internal */
#define RT_REGISTERS                   32
#define RT_ARGUMENT_REGISTERS          8
#define RT_STACK_ALIGNMENT             16
#define RT_CALLER_SAVED                16
#define RT_HIGH_REGISTERS(...)         __VA_ARGS__
#define RT_HIGH_REGISTER_OR(high, low) high
/** @endcond */

#endif

#endif
