/* SPDX-License-Identifier: MIT */
/*
 * How a debugger finds the interrupted program from inside the entries of <rt/interrupt_entry.h>:
 * the interrupted sp is in the hart's block, the registers are in the frame that the block points
 * to, the pc is in mepc or, once the handler lets others interrupt it, in the frame too.
 *
 * DWARF 5, section 6.4.2, written out in bytes, for the .cfi_ directives know no such places.
 */
#ifndef RT_INTERRUPT_UNWIND_H
#define RT_INTERRUPT_UNWIND_H

#ifdef __GCC_HAVE_DWARF2_CFI_ASM

/* A number in two bytes, as signed or unsigned LEB128. */
#define RT_IRQ_LEB(text) "((" text ")&127)|128,((" text ")>>7)&127"

/* DW_OP_breg4 (tp) and an offset, DW_OP_deref: a word of the hart's block. */
#define RT_IRQ_BLOCK_WORD(offset) "0x74," RT_IRQ_LEB(RT_IRQ_TEXT(offset)) ",0x06"

/* DW_CFA_expression: @p column is saved in the frame, plus (DW_OP_plus_uconst) its offset. */
#define RT_IRQ_SAVED(column, stack, index)                                 \
    ".cfi_escape 0x10," #column ",7," RT_IRQ_BLOCK_WORD(RT_HART_IRQ_FRAME( \
        stack)) ",0x23," RT_IRQ_LEB(#index "*(" RT_IRQ_TEXT(__riscv_xlen) "/8)") "\n"

/* From the first instruction: column 65, the interrupted pc, is in mepc (DW_CFA_register, 4929). */
#define RT_IRQ_UNWIND_BEGIN ".cfi_signal_frame\n.cfi_return_column 65\n.cfi_escape 9,65,0xc1,0x26\n"

/* Once the frame is laid: DW_CFA_def_cfa_expression, and the registers. */
#define RT_IRQ_UNWIND_FRAME(stack)                                                                \
    ".cfi_escape 0x0f,4," RT_IRQ_BLOCK_WORD(RT_HART_IRQ_SP(stack)) "\n" RT_IRQ_SAVED(1, stack, 0) \
        RT_IRQ_SAVED(5, stack, 1) RT_IRQ_SAVED(6, stack, 2) RT_IRQ_SAVED(7, stack, 3)             \
            RT_IRQ_SAVED(28, stack, 4) RT_IRQ_SAVED(29, stack, 5) RT_IRQ_SAVED(30, stack, 6)      \
                RT_IRQ_SAVED(31, stack, 7) RT_IRQ_SAVED(10, stack, 8) RT_IRQ_SAVED(11, stack, 9)  \
                    RT_IRQ_SAVED(12, stack, 10) RT_IRQ_SAVED(13, stack, 11)                       \
                        RT_IRQ_SAVED(14, stack, 12) RT_IRQ_SAVED(15, stack, 13)                   \
                            RT_IRQ_SAVED(16, stack, 14) RT_IRQ_SAVED(17, stack, 15)

/* The same for a frame that sp points to, DW_OP_breg2, with the interrupted sp and pc in it. */
#define RT_IRQ_IN_FRAME(index)      "0x72," RT_IRQ_LEB(#index "*(" RT_IRQ_TEXT(__riscv_xlen) "/8)")
#define RT_IRQ_AT_SP(column, index) ".cfi_escape 0x10," #column ",3," RT_IRQ_IN_FRAME(index) "\n"
#define RT_IRQ_UNWIND_OWN_FRAME                                                               \
    ".cfi_escape 0x0f,4," RT_IRQ_IN_FRAME(19) ",0x06\n" RT_IRQ_AT_SP(1, 0) RT_IRQ_AT_SP(5, 1) \
        RT_IRQ_AT_SP(6, 2) RT_IRQ_AT_SP(7, 3) RT_IRQ_AT_SP(28, 4) RT_IRQ_AT_SP(29, 5)         \
            RT_IRQ_AT_SP(30, 6) RT_IRQ_AT_SP(31, 7) RT_IRQ_AT_SP(10, 8) RT_IRQ_AT_SP(11, 9)   \
                RT_IRQ_AT_SP(12, 10) RT_IRQ_AT_SP(13, 11) RT_IRQ_AT_SP(14, 12)                \
                    RT_IRQ_AT_SP(15, 13) RT_IRQ_AT_SP(16, 14) RT_IRQ_AT_SP(17, 15)            \
                        RT_IRQ_AT_SP(65, 16)

/* Once others may interrupt. */
#define RT_IRQ_UNWIND_NEST(stack) RT_IRQ_SAVED(65, stack, 16)

#else

#define RT_IRQ_UNWIND_BEGIN        ""
#define RT_IRQ_UNWIND_FRAME(stack) ""
#define RT_IRQ_UNWIND_NEST(stack)  ""
#define RT_IRQ_UNWIND_OWN_FRAME    ""

#endif

#endif
