/* SPDX-License-Identifier: MIT */
/*
 * How a debugger finds the interrupted context from inside context/switch.S and mode/entry.S.
 * Include after entry/interrupt_entry.h, whose macros this uses. The number of an integer register
 * is that of its word in the frame.
 */

/* clang-format off */
    .macro unwind_t0_in_scratch
    unwind_from
    unwind_in_block DWARF_T0, RT_HART_SCRATCH
    .popsection
    .endm

    .macro unwind_t0_at_sp_and_tp_in_t0
    unwind_from
    unwind_at_sp DWARF_T0, DWARF_T0
    unwind_register DWARF_TP, DWARF_T0
    .popsection
    .endm

    /* All registers but sp. */
#define ALL_COLUMNS \
    1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 RT_HIGH_REGISTERS(, 16, 17, 18, 19, 20, 21, \
    22, 23, 24, 25, 26, 27, 28, 29, 30, 31)

    .macro for_unwind_columns rule, operands:vararg
    .irp column, ALL_COLUMNS
    \rule \column, \operands \column
    .endr
    \rule DWARF_RETURN, \operands 0
    .endm

    /* The context is at sp. */
    .macro unwind_all_at_sp
    unwind_from
    .byte DW_CFA_def_cfa_expression, 4, DW_OP_breg_sp
    leb2 FRAME_sp
    .byte DW_OP_deref
    for_unwind_columns unwind_at_sp
    .popsection
    .endm

    /* The interrupted sp is in the context that the hart's block leads to. */
    .macro unwind_from_sp_in_context
    unwind_from
    .byte DW_CFA_def_cfa_expression, 8, DW_OP_breg_tp
    leb2 RT_HART_OF(RT_HART_context)
    .byte DW_OP_deref, DW_OP_plus_uconst
    leb2 FRAME_sp
    .byte DW_OP_deref
    .endm

    /* And all else. */
    .macro unwind_all_in_context
    unwind_from_sp_in_context
    for_unwind_columns unwind_in_frame, RT_HART_OF(RT_HART_context),
    .popsection
    .endm

    /* As at first. GDB 13 ignores DW_CFA_restore_state here. */
    .macro unwind_all_in_place
    unwind_from
    .byte DW_CFA_def_cfa, DWARF_SP, 0
    .irp column, ALL_COLUMNS
    .byte DW_CFA_same_value, \column
    .endr
    unwind_register DWARF_RETURN, DWARF_MEPC
    .popsection
    .endm
