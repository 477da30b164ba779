/* SPDX-License-Identifier: MIT */
/*
 * The panic of firmware with REPORT host or block: writes the memory that a report is made from, in
 * the pieces of dump.h. rivet-run makes the report. In assembly, because this is in every such
 * firmware, and half as large as what compilers make of it.
 *
 * It runs on the trap stack, below the frame of the trap, with interrupts off. It needs no heap, no
 * stdio and no initialised memory. A fault ends its part, or is the end of a piece that can't be
 * read, such as a guard. The next piece or part follows.
 *
 * src/CMakeLists.txt defines DUMP_WRITE and DUMP_DRAIN, the functions of the console or of
 * panic/dump_block.c.
 *
 * s0 = rti_panic_dump throughout. Nothing here returns, so no register is saved.
 */
#include "arch/word.h"
#include "base/frame.h"
#include "panic/dump.h"

#include <rt/detail/hart_block.h>
#include <rt/trap_frame.h>

/* An entry of the list of parts is a jump. */
#ifdef __riscv_compressed
#define JUMP c.j
#define JUMP_SHIFT 1
#else
#define JUMP j
#define JUMP_SHIFT 2
#endif

#define PIECE (DUMP_WORDS * WORD)

/* Memory from sp on: a piece's header as it is in the frame, from the second byte of its length on,
 * and the frame's text. */
#define LENGTH 3
#define NUMBER 4
#define ADDRESS 8
#define HEADER_END (ADDRESS + WORD)
#define TEXT 16
/* The characters before the length; RT_FRAME_PANIC is 'P'. */
#define OPEN (FRAME_ESCAPE | FRAME_OPEN << 8 | 'P' << 16)
#define WORK_SIZE ((TEXT + 12 + (PIECE + HEADER_END) * 4 / 3 + 15) / 16 * 16)

/* The CRC, and its value after the kind and the four bits of the length that no character has. */
#define POLYNOMIAL 0x1021
#define CHECK_OF_KIND 0x13b
/* The register that holds it. ra is free too: nothing here returns. */
#define DIVISOR RT_HIGH_REGISTER_OR(t3, ra)

    .section .text.rti_panic_begin, "ax", @progbits
    .globl rti_panic_begin, rti_panic_fault
    .type rti_panic_begin, @function
    .type rti_panic_fault, @function

    /* void rti_panic_begin(frame, is_inside, state, enabled). Before memory is initialised, begins
     * with what doesn't need it. */
rti_panic_begin:
    .cfi_startproc
    .cfi_undefined ra
    la s0, rti_panic_dump
    li a4, -1
    addi a5, zero, %lo(rti_dump_hooks_size)
    addi s1, a2, -RT_HART_STATE_BOOTING
    bnez s1, begin_at
    li a4, DUMP_PART_port - 1
    li a5, 0
begin_at:
    STORE a4, DUMP_part(s0)
    STORE a5, DUMP_hooks(s0)
    STORE a0, DUMP_frame(s0)
    STORE a1, DUMP_is_inside(s0)
    STORE a2, DUMP_state(s0)
    STORE a3, DUMP_enabled(s0)
    csrr a4, mscratch
    STORE a4, DUMP_block(s0)
    li a4, 0
    STORE a4, DUMP_failed(s0)
    STORE a4, DUMP_pieces(s0)
    STORE a4, DUMP_next(s0)
    STORE a4, DUMP_end(s0)
    STORE a4, DUMP_fault(s0)
    j restart

    /* void rti_panic_fault(frame) */
rti_panic_fault:
    la s0, rti_panic_dump
    li a4, 1
    LOAD a5, DUMP_part(s0)
    sll a4, a4, a5
    LOAD a5, DUMP_failed(s0)
    or a5, a5, a4
    STORE a5, DUMP_failed(s0)
    LOAD a4, DUMP_from(s0)
    LOAD a5, DUMP_end(s0)
    bltu a4, a5, restart
    /* In a part, or in a range's last piece. Writes the frame and what is above it. */
    STORE a0, DUMP_fault(s0)
    mv sp, a0
    addi sp, sp, -WORK_SIZE
    LOAD a1, DUMP_frame(s0)
    j set_range

    /* Writes the rest of a range, or does the next part. Both begin on a stack that is empty again,
     * unless the range is a fault's. */
restart:
    LOAD sp, DUMP_frame(s0)
    addi sp, sp, -WORK_SIZE
go_on:
    LOAD a0, DUMP_from(s0)
    LOAD a1, DUMP_end(s0)
    bltu a0, a1, write_piece
    LOAD sp, DUMP_frame(s0)
    addi sp, sp, -WORK_SIZE
    LOAD a5, DUMP_part(s0)
    addi a5, a5, 1
    STORE a5, DUMP_part(s0)
    slli a5, a5, JUMP_SHIFT
    jal a4, do_part
#define PART(name, text) JUMP part_##name;
    DUMP_PARTS(PART)
do_part:
    add a4, a4, a5
    jr a4

part_stop:
    call rti_hart_stop_others
    j go_on

part_stdout:
    call rt_console_flush
    j go_on

    /* What the program has written before. Configuring the port would discard it. */
part_last_words:
part_drain:
part_drain_again:
    call DUMP_DRAIN
    j go_on

part_port:
    call board_configure_console
    j go_on

part_guards:
    LOAD a0, DUMP_block(s0)
    call rti_guards_damage
    STORE a0, DUMP_damage(s0)
    j go_on

    /* Without a PMP this is a fault. */
part_protection:
    csrr a4, pmpcfg0
    csrr a5, pmpcfg2
    STORE a4, DUMP_protection0(s0)
    STORE a5, DUMP_protection2(s0)
#if __riscv_xlen == 32
    csrr a4, pmpcfg1
    csrr a5, pmpcfg3
    STORE a4, DUMP_protection1(s0)
    STORE a5, DUMP_protection3(s0)
#endif
    j go_on

part_time:
    la a0, board_timer
    LOAD a0, (a0)
    LOAD a5, (a0)
    LOAD a5, (a5)
    jalr a5
    STORE a0, DUMP_time(s0)
#if __riscv_xlen == 32
    STORE a1, DUMP_time_high(s0)
#endif
    j go_on

part_build:
    la a0, rti_build_id
    addi a1, a0, 20
    j set_range

part_state:
part_last_state:
part_state_again:
    mv a0, s0
    addi a1, s0, DUMP_SIZE
    j set_range

    /* And what else is on the trap stack, and the hart's block. */
part_frame:
    LOAD a0, DUMP_frame(s0)
    LOAD a1, DUMP_block(s0)
    addi a1, a1, RT_HART_BLOCK_SIZE
    j set_range

    /* The main stack from the sp of the program that the outermost trap stopped. If it has left the
     * stack downwards, all of it. Other stacks have hooks. */
part_stack:
    LOAD a0, DUMP_block(s0)
    LOAD a0, FRAME_sp - FRAME_SIZE(a0)
    andi a0, a0, -WORD
    la a1, rt_stack_end
    bgeu a0, a1, go_on
    la a2, rt_stack_start
    bgeu a0, a2, set_range
    mv a0, a2
set_range:
    STORE a0, DUMP_from(s0)
    STORE a1, DUMP_end(s0)
    j go_on

    /* A hook's next range. A fault in a hook ends only this hook. */
part_hooks:
    LOAD a3, DUMP_hooks(s0)
    beqz a3, go_on
    addi a3, a3, -WORD
    STORE a3, DUMP_hooks(s0)
    LOAD a4, DUMP_part(s0)
    addi a4, a4, -1
    STORE a4, DUMP_part(s0)
    la a5, rti_dump_hooks
    add a5, a5, a3
    LOAD a5, (a5)
    LOAD s1, DUMP_next(s0)
    li a0, 0
    STORE a0, DUMP_next(s0)
    mv a1, s1
    LOAD a0, DUMP_block(s0)
    jalr a5
    beqz a0, go_on
    addi s1, s1, 1
    STORE s1, DUMP_next(s0)
    LOAD a4, DUMP_hooks(s0)
    addi a4, a4, WORD
    STORE a4, DUMP_hooks(s0)
    j set_range

part_end:
    call rti_panic_finish
part_exit:
    call rti_panic_give_up

    /*
     * Takes a piece off the range before it reads the memory, and writes it. Without a rest of the
     * range, the piece has no bytes.
     *
     * a0 to a1 = the range. a2 = the check. a4 = the end of the text. t1 = the latest bits.
     * t2 = how many are missing for the next character.
     */
write_piece:
part_last:
part_last_again:
    ori a5, a0, PIECE - 1
    addi a5, a5, 1
    bltu a5, a1, ends_there
    mv a5, a1
ends_there:
    STORE a5, DUMP_from(s0)
    STORE a0, ADDRESS(sp)
    sub a5, a5, a0
    addi a5, a5, HEADER_END - NUMBER
    LOAD a0, DUMP_pieces(s0)
    li a1, DUMP_VERSION << 16
    add a1, a1, a0
    sw a1, NUMBER(sp)
    sb a5, LENGTH(sp)

    li a1, OPEN
    addi a4, sp, TEXT
    sw a1, (a4)
    addi a4, a4, 3
    li a2, CHECK_OF_KIND
    li DIVISOR, POLYNOMIAL
    li t2, FRAME_BITS
    /* The length has 12 bits: four of its first byte, then the second. */
    srli a5, a5, 4
    li s1, 4
    addi a0, sp, LENGTH
    addi a1, sp, HEADER_END
    jal t0, write_bits
    LOAD a0, ADDRESS(sp)
    LOAD a1, DUMP_from(s0)
    jal t0, write_bytes
    LOAD a0, DUMP_pieces(s0)
    addi a0, a0, 1
    STORE a0, DUMP_pieces(s0)

    /* Zeros up to a whole character, of a5, which is all shifted out. Then the check: it has 16
     * bits, its characters 18. */
    sb a2, LENGTH(sp)
    srli a2, a2, 8
    sb a2, LENGTH - 1(sp)
    addi s1, t2, 2
    li a3, FRAME_BITS + 2
    bne s1, a3, is_cut
    li s1, 2
is_cut:
    addi a0, sp, LENGTH - 1
    addi a1, sp, LENGTH + 1
    jal t0, write_bits

    li a5, FRAME_ESCAPE
    sb a5, (a4)
    li a5, FRAME_CLOSE
    sb a5, 1(a4)
    addi a0, sp, TEXT
    sub a1, a4, a0
    addi a1, a1, 2
    call DUMP_WRITE
    j go_on

    /* Appends characters for the bytes from a0 to a1, or before them for s1 bits, the highest of
     * the byte a5. Returns to t0. */
write_bytes:
    beq a0, a1, written
    lbu a5, (a0)
    addi a0, a0, 1
    li s1, 8
write_bits:
    slli a5, a5, 1
    slli a2, a2, 1
    srli a3, a2, 8
    xor a3, a3, a5
    andi a3, a3, 0x100
    beqz a3, checked
    xor a2, a2, DIVISOR
checked:
    srli a3, a5, 8
    andi a3, a3, 1
    slli t1, t1, 1
    add t1, t1, a3
    addi t2, t2, -1
    bnez t2, next_bit
    andi a3, t1, FRAME_VALUES - 1
    addi a3, a3, FRAME_FIRST
    sb a3, (a4)
    addi a4, a4, 1
    li t2, FRAME_BITS
next_bit:
    addi s1, s1, -1
    bnez s1, write_bits
    j write_bytes
written:
    jr t0
    .cfi_endproc
    .size rti_panic_begin, . - rti_panic_begin

    /* For firmware in which no guard can be painted. */
    .section .text.rti_guards_damage, "ax", @progbits
    .weak rti_guards_damage
    .type rti_guards_damage, @function
rti_guards_damage:
    .cfi_startproc
    li a0, 0
    ret
    .cfi_endproc
    .size rti_guards_damage, . - rti_guards_damage

    /* Not in .bss, which every boot clears. */
    .section .noinit.rti_panic_dump, "aw", @nobits
    .balign WORD
    .globl rti_panic_dump
    .type rti_panic_dump, @object
rti_panic_dump:
    .zero DUMP_SIZE
    .size rti_panic_dump, DUMP_SIZE
