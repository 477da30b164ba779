/* SPDX-License-Identifier: MIT */
/* The call is two instructions, of which the first writes ra. */
    .option norelax
    .globl stop
    .section .text.stop, "ax"
stop:
    addi sp, sp, -16
#if __riscv_xlen == 64
    sd ra, 8(sp)
    call work
    ld ra, 8(sp)
#else
    sw ra, 12(sp)
    call work
    lw ra, 12(sp)
#endif
    addi sp, sp, 16
    ret

    .section .text.work, "ax"
work:
    ret
