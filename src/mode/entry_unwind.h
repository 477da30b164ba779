/* SPDX-License-Identifier: MIT */
/*
 * How a debugger finds the program that trapped from inside entry.S, where entry/context_unwind.h
 * has no rule. Include after entry/context_state.h.
 */
/* clang-format off */
#define DW_OP_breg_t0 0x75
#define DW_OP_breg_t1 0x76
#define DWARF_T1      6

    .macro unwind_t0_in_mscratch
    unwind_from
    unwind_register DWARF_T0, DWARF_MSCRATCH
    .popsection
    .endm

    /* t0 is the address of the hart's block. */
    .macro unwind_t1_below_t0
    unwind_from
    .byte DW_CFA_expression, DWARF_T1, 3, DW_OP_breg_t0
    leb2 RT_HART_SCRATCH
    .popsection
    .endm

    .macro unwind_sp_below_t0
    unwind_from
    .byte DW_CFA_def_cfa_expression, 4, DW_OP_breg_t0
    leb2 RT_HART_SCRATCH + WORD
    .byte DW_OP_deref
    .popsection
    .endm

    /* t1 is the address of the program. */
    .macro unwind_sp_below_t1
    unwind_from
    .byte DW_CFA_def_cfa_expression, 4, DW_OP_breg_t1
    leb2 FRAME_sp
    .byte DW_OP_deref
    .popsection
    .endm

    /* And sp is the program now. */
    .macro unwind_sp_in_frame_at_sp
    unwind_from
    .byte DW_CFA_def_cfa_expression, 4, DW_OP_breg_sp
    leb2 FRAME_sp
    .byte DW_OP_deref
    .popsection
    .endm

    .macro unwind_t0_in_t1
    unwind_from
    unwind_register DWARF_T0, DWARF_T1
    .popsection
    .endm

    /* Of the program only sp, gp and tp are saved, and where it continues is in mepc. */
    .macro unwind_call_in_context
    unwind_from_sp_in_context
    unwind_in_frame DWARF_GP, RT_HART_OF(RT_HART_context), DWARF_GP
    unwind_in_frame DWARF_TP, RT_HART_OF(RT_HART_context), DWARF_TP
    .popsection
    .endm

    /* And those registers that C does not preserve; see every_call.S. The numbers are those of ra,
     * gp, tp, t0 to t2, a2 to a7 and t3 to t6. */
    .macro for_caller_saved_columns rule, operands:vararg
    .irp column, 1, 3, 4, 5, 6, 7, 12, 13, 14, 15, 16, 17, 28, 29, 30, 31
    \rule \column, \operands \column
    .endr
    .endm

    .macro unwind_caller_saved_in_context
    unwind_from_sp_in_context
    for_caller_saved_columns unwind_in_frame, RT_HART_OF(RT_HART_context),
    /* a0 and a1, until they are the result. */
    .irp column, 10, 11
    unwind_in_frame \column, RT_HART_OF(RT_HART_context), \column
    .endr
    .popsection
    .endm

    .macro unwind_caller_saved_at_sp
    unwind_from
    .byte DW_CFA_def_cfa_expression, 4, DW_OP_breg_sp
    leb2 FRAME_sp
    .byte DW_OP_deref
    for_caller_saved_columns unwind_at_sp
    .popsection
    .endm
