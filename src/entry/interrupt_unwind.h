/* SPDX-License-Identifier: MIT */
/*
 * How a debugger finds the interrupted program from inside interrupt_entry: each macro writes the
 * rules that hold from the next instruction on.
 *
 * Written as a table entry (DWARF 5, section 6.4), because LLVM's assembler drops .cfi_signal_frame
 * and .cfi_return_column from .debug_frame. Without them a debugger does not follow from one stack
 * to another.
 */
#include "arch/word.h"

#include <rt/detail/hart_block.h>

/* clang-format off */
#if __riscv_xlen == 64
#define UNWIND_ADDRESS .8byte
#else
#define UNWIND_ADDRESS .4byte
#endif

/* DWARF 5, section 6.4.2: the instructions used; section 7.7.1: the operations. */
#define DW_CFA_set_loc            0x01
#define DW_CFA_same_value         0x08
#define DW_CFA_register           0x09
#define DW_CFA_remember_state     0x0a
#define DW_CFA_restore_state      0x0b
#define DW_CFA_def_cfa            0x0c
#define DW_CFA_def_cfa_expression 0x0f
#define DW_CFA_expression         0x10
#define DW_OP_deref               0x06
#define DW_OP_plus_uconst         0x23
#define DW_OP_breg_sp             0x72
#define DW_OP_breg_tp             0x74

/* RISC-V DWARF specification: a return address in no register, and where CSRs begin. */
#define DWARF_RETURN   65
#define DWARF_MSCRATCH 4096 + 0x340
#define DWARF_MEPC     4096 + 0x341
#define DWARF_SP       2
#define DWARF_GP       3
#define DWARF_TP       4
#define DWARF_T0       5

    /* A number in two bytes, as signed or unsigned LEB128: expressions have a known length. */
    .macro leb2 number
    .byte ((\number) & 127) | 128, ((\number) >> 7) & 127
    .endm

    .macro unwind_from
7700:
    .pushsection .debug_frame, "", @progbits
    .byte DW_CFA_set_loc
    UNWIND_ADDRESS 7700b
    .endm

    .macro unwind_register column, other
    .byte DW_CFA_register, \column
    leb2 \other
    .endm

    /* Saved at a word of the frame that the word "frame" of the hart's block points to. */
    .macro unwind_in_frame column, frame, index
    .byte DW_CFA_expression, \column, 7, DW_OP_breg_tp
    leb2 \frame
    .byte DW_OP_deref, DW_OP_plus_uconst
    leb2 (\index) * WORD
    .endm

    /* Saved at a word of the hart's block. */
    .macro unwind_in_block column, offset
    .byte DW_CFA_expression, \column, 3, DW_OP_breg_tp
    leb2 \offset
    .endm

    /* Saved at a word of the frame that sp points to. */
    .macro unwind_at_sp column, index
    .byte DW_CFA_expression, \column, 3, DW_OP_breg_sp
    leb2 (\index) * WORD
    .endm

    /* The caller-saved registers, in the order of the frame. */
#define CALLER_SAVED_COLUMNS \
    1, 5, 6, 7 RT_HIGH_REGISTERS(, 28, 29, 30, 31), 10, 11, 12, 13, 14, 15 \
    RT_HIGH_REGISTERS(, 16, 17)
    .macro unwind_integers_in_frame frame
    unwind_from
    .set unwind_index, 0
    .irp column, CALLER_SAVED_COLUMNS
    unwind_in_frame \column, \frame, unwind_index
    .set unwind_index, unwind_index + 1
    .endr
    .popsection
    .endm

    .macro unwind_integers_in_own_frame
    unwind_from
    .set unwind_index, 0
    .irp column, CALLER_SAVED_COLUMNS
    unwind_at_sp \column, unwind_index
    .set unwind_index, unwind_index + 1
    .endr
    unwind_at_sp DWARF_RETURN, RT_IRQ_FRAME_PC
    .popsection
    .endm

    /*
     * Before the first instruction: a common entry (version 3, augmentation "S", factors 1 and 1),
     * and the function's own, up to unwind_end. All registers are the program's, its pc is in mepc.
     */
    .macro unwind_begin
7701:
    .pushsection .debug_frame, "", @progbits
    .balign __riscv_xlen / 8
7702:
    .4byte 7704f - 7703f
7703:
    .4byte -1
    .byte 3, 'S', 0, 1, 1, DWARF_RETURN, DW_CFA_def_cfa, DWARF_SP, 0
    .balign __riscv_xlen / 8, 0
7704:
    .4byte 7706f - 7705f
7705:
    .4byte 7702b
    UNWIND_ADDRESS 7701b
    UNWIND_ADDRESS 7707f - 7701b
    unwind_register DWARF_RETURN, DWARF_MEPC
    .byte DW_CFA_remember_state
    .popsection
    .endm

    /* After the last instruction. */
    .macro unwind_end
7707:
    .pushsection .debug_frame, "", @progbits
    .balign __riscv_xlen / 8, 0
7706:
    .popsection
    .endm

    .macro unwind_tp_in_mscratch
    unwind_from
    unwind_register DWARF_TP, DWARF_MSCRATCH
    .popsection
    .endm

    /* tp is the address of the hart's block here. */
    .macro unwind_tp_in_t0
    unwind_from
    unwind_register DWARF_TP, DWARF_T0
    unwind_in_block DWARF_T0, RT_HART_SCRATCH + WORD
    .popsection
    .endm

    /* From here on tp is its end. */
    .macro unwind_t0_in_block
    unwind_from
    unwind_in_block DWARF_T0, RT_HART_TRAP_WORD
    .popsection
    .endm

    .macro unwind_tp_in_block
    unwind_from
    unwind_in_block DWARF_TP, RT_HART_TRAP_WORD - WORD
    .popsection
    .endm

    .macro unwind_t0_again
    unwind_from
    .byte DW_CFA_same_value, DWARF_T0
    .popsection
    .endm

    .macro unwind_sp_in_block offset
    unwind_from
    .byte DW_CFA_def_cfa_expression, 4, DW_OP_breg_tp
    leb2 \offset
    .byte DW_OP_deref
    .popsection
    .endm

    .macro unwind_tp_in_frame frame, index
    unwind_from
    unwind_in_frame DWARF_TP, \frame, \index
    .popsection
    .endm

    .macro unwind_gp_in_frame frame, index
    unwind_from
    unwind_in_frame DWARF_GP, \frame, \index
    .popsection
    .endm

    .macro unwind_pc_in_frame frame
    unwind_from
    unwind_in_frame DWARF_RETURN, \frame, RT_IRQ_FRAME_PC
    .popsection
    .endm

    .macro unwind_sp_in_own_frame index
    unwind_from
    .byte DW_CFA_def_cfa_expression, 4, DW_OP_breg_sp
    leb2 (\index) * WORD
    .byte DW_OP_deref
    .popsection
    .endm

    .macro unwind_tp_in_own_frame index
    unwind_from
    unwind_at_sp DWARF_TP, \index
    .popsection
    .endm

    .macro unwind_gp_in_own_frame index
    unwind_from
    unwind_at_sp DWARF_GP, \index
    .popsection
    .endm

    /* All registers but sp are the program's again. */
    .macro unwind_only_sp_in_frame index
    unwind_from
    .byte DW_CFA_restore_state, DW_CFA_remember_state
    .byte DW_CFA_def_cfa_expression, 4, DW_OP_breg_sp
    leb2 (\index) * WORD
    .byte DW_OP_deref
    .popsection
    .endm

    .macro unwind_as_at_first
    unwind_from
    .byte DW_CFA_restore_state
    .popsection
    .endm
