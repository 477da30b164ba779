/* SPDX-License-Identifier: MIT */
/** @file
 * Unwinding information for the entries of <rt/detail/interrupt_entry.h>. The interrupted sp is in
 * the hart's block, and the registers are in the frame that the block points to. The pc is in mepc;
 * once the handler allows preemption, it is in the frame.
 *
 * Encoded by hand (DWARF 5, section 6.4) because LLVM's assembler drops .cfi_signal_frame and
 * .cfi_return_column from .debug_frame. Without them a debugger cannot unwind from one stack to the
 * other.
 */
#ifndef RT_DETAIL_INTERRUPT_UNWIND_H
#define RT_DETAIL_INTERRUPT_UNWIND_H

#if __riscv_xlen == 64
#define RT_IRQ_ADDRESS ".8byte "
#else
#define RT_IRQ_ADDRESS ".4byte "
#endif

/* A number in two bytes, as signed or unsigned LEB128. */
#define RT_IRQ_LEB(text) "((" text ")&127)|128,((" text ")>>7)&127"

/* DW_OP_breg4 (tp) and an offset, DW_OP_deref: a word of the hart's block. */
#define RT_IRQ_BLOCK_WORD(offset) "0x74," RT_IRQ_LEB(RT_IRQ_TEXT(offset)) ",0x06"

/* DW_CFA_expression: @p column is saved in the frame, plus (DW_OP_plus_uconst) its offset. */
#define RT_IRQ_SAVED(column, stack, index)                                                       \
    ".byte 0x10," #column ",7," RT_IRQ_BLOCK_WORD(RT_HART_IRQ_FRAME(stack)) ",0x23," RT_IRQ_LEB( \
        #index "*(" RT_IRQ_TEXT(__riscv_xlen) "/8)") "\n"

/* Column 65, the interrupted pc, is in mepc: DW_CFA_register, 4096 + 0x341. */
#define RT_IRQ_PC_IN_MEPC "9,65,0xc1,0x26\n"

/* One line of assembly per source line; clang-format would join the strings. */
/* clang-format off */

/* Rules that change at this address: DW_CFA_set_loc and the new rules. */
#define RT_IRQ_FROM_HERE(rules) \
    "7700:\n" \
    ".pushsection .debug_frame\n" \
    ".byte 1\n" \
    RT_IRQ_ADDRESS "7700b\n" \
    rules \
    ".popsection\n"

/*
 * Before the first instruction: a CIE (version 3, augmentation "S", factors 1 and 1, return column
 * 65, DW_CFA_def_cfa sp 0), and the function's FDE up to RT_IRQ_UNWIND_END.
 */
#define RT_IRQ_UNWIND_BEGIN \
    "7701:\n" \
    ".pushsection .debug_frame, \"\", @progbits\n" \
    ".balign 8\n" \
    "7702: .4byte 7704f-7703f\n" \
    "7703: .4byte -1\n" \
    ".byte 3,'S',0,1,1,65,0x0c,2,0\n" \
    ".balign 8, 0\n" \
    "7704: .4byte 7706f-7705f\n" \
    "7705: .4byte 7702b\n" \
    RT_IRQ_ADDRESS "7701b\n" \
    RT_IRQ_ADDRESS "7707f-7701b\n" \
    ".byte " RT_IRQ_PC_IN_MEPC \
    ".popsection\n"

/* Once the interrupted sp is in the block: DW_CFA_def_cfa_expression. */
#define RT_IRQ_UNWIND_SP(stack) \
    RT_IRQ_FROM_HERE(".byte 0x0f,4," RT_IRQ_BLOCK_WORD(RT_HART_IRQ_SP(stack)) "\n")

/* Once the frame is complete: the registers. */
#define RT_IRQ_UNWIND_FRAME(stack) RT_IRQ_FROM_HERE( \
    RT_IRQ_SAVED(1, stack, 0) RT_IRQ_SAVED(5, stack, 1) RT_IRQ_SAVED(6, stack, 2) \
    RT_IRQ_SAVED(7, stack, 3) RT_IRQ_SAVED(28, stack, 4) RT_IRQ_SAVED(29, stack, 5) \
    RT_IRQ_SAVED(30, stack, 6) RT_IRQ_SAVED(31, stack, 7) RT_IRQ_SAVED(10, stack, 8) \
    RT_IRQ_SAVED(11, stack, 9) RT_IRQ_SAVED(12, stack, 10) RT_IRQ_SAVED(13, stack, 11) \
    RT_IRQ_SAVED(14, stack, 12) RT_IRQ_SAVED(15, stack, 13) RT_IRQ_SAVED(16, stack, 14) \
    RT_IRQ_SAVED(17, stack, 15))

/* The same for a frame that sp points to (DW_OP_breg2), with the interrupted sp and pc in it. */
#define RT_IRQ_IN_FRAME(index) "0x72," RT_IRQ_LEB(#index "*(" RT_IRQ_TEXT(__riscv_xlen) "/8)")
#define RT_IRQ_AT_SP(column, index) ".byte 0x10," #column ",3," RT_IRQ_IN_FRAME(index) "\n"
#define RT_IRQ_UNWIND_OWN_SP RT_IRQ_FROM_HERE( \
    ".byte 0x0a,0x0f,4," RT_IRQ_IN_FRAME(19) ",0x06\n")
#define RT_IRQ_UNWIND_OWN_FRAME RT_IRQ_FROM_HERE( \
    RT_IRQ_AT_SP(1, 0) RT_IRQ_AT_SP(5, 1) RT_IRQ_AT_SP(6, 2) RT_IRQ_AT_SP(7, 3) \
    RT_IRQ_AT_SP(28, 4) RT_IRQ_AT_SP(29, 5) RT_IRQ_AT_SP(30, 6) RT_IRQ_AT_SP(31, 7) \
    RT_IRQ_AT_SP(10, 8) RT_IRQ_AT_SP(11, 9) RT_IRQ_AT_SP(12, 10) RT_IRQ_AT_SP(13, 11) \
    RT_IRQ_AT_SP(14, 12) RT_IRQ_AT_SP(15, 13) RT_IRQ_AT_SP(16, 14) RT_IRQ_AT_SP(17, 15) \
    RT_IRQ_AT_SP(65, 16))
/* The initial rules: DW_CFA_restore_state, matching the DW_CFA_remember_state above. */
#define RT_IRQ_UNWIND_NO_FRAME RT_IRQ_FROM_HERE(".byte 0x0b\n")

/* Once preemption is possible: the pc. */
#define RT_IRQ_UNWIND_NEST(stack) RT_IRQ_FROM_HERE(RT_IRQ_SAVED(65, stack, 16))

/* After the last instruction. The rules stay valid up to it. */
#define RT_IRQ_UNWIND_END \
    "7707:\n" \
    ".pushsection .debug_frame\n" \
    ".balign 8, 0\n" \
    "7706:\n" \
    ".popsection\n"

/* clang-format on */

#endif
