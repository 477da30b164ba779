/* SPDX-License-Identifier: MIT */
/** @file
 * The registers that the trap entry saves, in memory order: one list for C and assembly.
 *
 * C gets `struct rt_trap_frame`, assembly the symbols FRAME_pc, FRAME_ra, ... and FRAME_SIZE.
 */
#ifndef RT_TRAP_FRAME_H
#define RT_TRAP_FRAME_H

#include <rt/detail/registers.h>

/** @cond internal */

#define RT_HIGH_FRAME(FIELD) \
    FIELD(a6)                \
    FIELD(a7)                \
    FIELD(s2)                \
    FIELD(s3)                \
    FIELD(s4)                \
    FIELD(s5)                \
    FIELD(s6)                \
    FIELD(s7)                \
    FIELD(s8)                \
    FIELD(s9)                \
    FIELD(s10)               \
    FIELD(s11)               \
    FIELD(t3)                \
    FIELD(t4)                \
    FIELD(t5)                \
    FIELD(t6)

#define RT_TRAP_FRAME(FIELD)                \
    FIELD(pc)                               \
    FIELD(ra)                               \
    FIELD(sp)                               \
    FIELD(gp)                               \
    FIELD(tp)                               \
    FIELD(t0)                               \
    FIELD(t1)                               \
    FIELD(t2)                               \
    FIELD(s0)                               \
    FIELD(s1)                               \
    FIELD(a0)                               \
    FIELD(a1)                               \
    FIELD(a2)                               \
    FIELD(a3)                               \
    FIELD(a4)                               \
    FIELD(a5)                               \
    RT_HIGH_REGISTERS(RT_HIGH_FRAME(FIELD)) \
    FIELD(status)                           \
    FIELD(cause)                            \
    FIELD(tval)                             \
    FIELD(padding)

/** @endcond */

#ifdef __ASSEMBLER__

/* Each macro is one line because the assembler ends a statement at a line's end. */
/* clang-format off */
#define RT_FRAME_SYMBOL(name) \
    .equ FRAME_##name, frame_offset; \
    .set frame_offset, frame_offset + __riscv_xlen / 8;
    .set frame_offset, 0
    RT_TRAP_FRAME(RT_FRAME_SYMBOL)
    .equ FRAME_SIZE, frame_offset
/* clang-format on */

#else

#include <assert.h>
#include <stddef.h>

/**
 * The interrupted program. Its members are all unsigned long: pc (mepc), the registers from ra to
 * t6 by their ABI names, status (mstatus), cause (mcause) and tval (mtval). On a core with the base
 * E the last register is a5.
 */
struct rt_trap_frame {
/** @cond internal */
#define RT_FRAME_MEMBER(name) unsigned long name;
    RT_TRAP_FRAME(RT_FRAME_MEMBER)
#undef RT_FRAME_MEMBER
    /** @endcond */
};

/** @cond internal */

enum rt_trap_frame_index {
#define RT_FRAME_INDEX(name) RT_FRAME_INDEX_##name,
    RT_TRAP_FRAME(RT_FRAME_INDEX)
#undef RT_FRAME_INDEX
};

#define RT_FRAME_ASSERT(name)                                        \
    static_assert(offsetof(struct rt_trap_frame, name) ==            \
                      RT_FRAME_INDEX_##name * sizeof(unsigned long), \
                  "the assembler's FRAME_" #name " is not where C has it");
#ifndef __cplusplus
RT_TRAP_FRAME(RT_FRAME_ASSERT)
static_assert(sizeof(struct rt_trap_frame) % 16 == 0, "the frame must keep sp aligned");
#endif
#undef RT_FRAME_ASSERT

/** @endcond */

#endif

#endif
