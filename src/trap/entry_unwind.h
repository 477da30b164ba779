/* SPDX-License-Identifier: MIT */
/*
 * Unwinding information for the trap entry: what entry.S and resume.S write at their ends. For a
 * piece of code, from trap_unwind_begin to trap_unwind_end, it has the rules at its start and,
 * after each unwind_from, those from a label on.
 *
 * Encoded by hand because LLVM's assembler drops .cfi_signal_frame from .debug_frame. Without it a
 * debugger treats the interrupted pc as a return address. It then looks up the byte before it and
 * shows the wrong line or the preceding function.
 */
/* clang-format off */
#include <rt/trap_frame.h>

#if __riscv_xlen == 64
#define UNWIND_WORD 8
#define UNWIND_ADDRESS .8byte
#else
#define UNWIND_WORD 4
#define UNWIND_ADDRESS .4byte
#endif

/* DWARF 5, section 6.4.2: the instructions used. */
#define DW_CFA_set_loc 0x01
#define DW_CFA_offset_extended 0x05
#define DW_CFA_register 0x09
#define DW_CFA_def_cfa 0x0c
#define DW_CFA_offset 0x80

/* RISC-V DWARF specification: the alternate return address column, and mepc. */
#define DWARF_RETURN 65
#define DWARF_MEPC 4096 + 0x341
#define DWARF_SP 2

    .macro unwind_from label
    .byte DW_CFA_set_loc
    UNWIND_ADDRESS \label
    .endm

    .macro unwind_register number, other
    .byte DW_CFA_register
    .uleb128 \number
    .uleb128 \other
    .endm

    /* The CIE below counts offsets in words, upwards from sp. */
    .macro unwind_saved number, offset
    .if \number < 64
    .byte DW_CFA_offset | \number
    .else
    .byte DW_CFA_offset_extended
    .uleb128 \number
    .endif
    .uleb128 (\offset) / UNWIND_WORD
    .endm

    .macro unwind_registers
    unwind_saved DWARF_RETURN, FRAME_pc
    .irp number, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 RT_HIGH_REGISTERS(, 16, 17, 18, \
        19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31)
    unwind_saved \number, \number * UNWIND_WORD
    .endr
    .endm

    .section .debug_frame, "", @progbits
    .balign UNWIND_WORD
unwind_cie:
    .4byte unwind_cie_end - unwind_cie_start
unwind_cie_start:
    .4byte 0xffffffff
    .byte 3
    .asciz "S"
    .uleb128 1
    .sleb128 UNWIND_WORD
    .uleb128 DWARF_RETURN
    .byte DW_CFA_def_cfa
    .uleb128 DWARF_SP
    .uleb128 0
    .balign UNWIND_WORD, 0
unwind_cie_end:

    .macro trap_unwind_begin start, end
    .4byte unwind_end_\start - unwind_start_\start
unwind_start_\start:
    .4byte unwind_cie
    UNWIND_ADDRESS \start
    UNWIND_ADDRESS \end - \start
    .endm

    .macro trap_unwind_end start
    .balign UNWIND_WORD, 0
unwind_end_\start:
    .endm

    /* Nothing is saved yet, and sp has not changed: the interrupted pc is in mepc. */
    .macro unwind_nothing_saved
    unwind_register DWARF_RETURN, DWARF_MEPC
    .endm

    /* The frame is at sp and has the interrupted sp. */
    .macro unwind_sp_saved
    unwind_saved DWARF_SP, FRAME_sp
    .endm

    /* All registers and the pc are in the frame at sp. */
    .macro unwind_all_saved
    unwind_sp_saved
    unwind_registers
    .endm
