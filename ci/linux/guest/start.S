/* SPDX-License-Identifier: MIT */
/*
 * The entry of the program, as the kernel calls it: sp is at argc. And threads, which share
 * everything but the stack.
 */
#define SYS_exit       93
#define SYS_exit_group 94
#define SYS_clone      220
/* CLONE_VM, CLONE_FS, CLONE_FILES, CLONE_SIGHAND, CLONE_THREAD */
#define CLONE_FLAGS    0x10f00

    .text
    .globl _start
_start:
    .option push
    .option norelax
    la      gp, __global_pointer$
    .option pop
    ld      a0, 0(sp)
    addi    a1, sp, 8
    andi    sp, sp, -16
    call    main
    li      a7, SYS_exit_group
    ecall

/* long thread_start(void (*function)(long), long argument, void *stack) */
    .globl thread_start
thread_start:
    addi    a2, a2, -16
    sd      a0, 0(a2)
    sd      a1, 8(a2)
    li      a0, CLONE_FLAGS
    mv      a1, a2
    li      a2, 0
    li      a3, 0
    li      a4, 0
    li      a7, SYS_clone
    ecall
    beqz    a0, 1f
    ret
    /* The thread begins here, on its own stack. */
1:  ld      t0, 0(sp)
    ld      a0, 8(sp)
    addi    sp, sp, 16
    jalr    t0
    li      a0, 0
    li      a7, SYS_exit
    ecall

    .section .note.GNU-stack, "", @progbits
