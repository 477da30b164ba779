/* SPDX-License-Identifier: MIT */
/* Frames of known size, made as compilers make them with the extension. */
    .macro function name
    .globl \name
    .section .text.\name, "ax"
    .type \name, @function
\name:
    .endm

    .macro end_function name
    ret
    .size \name, . - \name
    .endm

#ifdef __riscv_zba
    function takes_16000
    li t0, -2000
    sh3add sp, t0, sp
    li t0, 2000
    sh3add sp, t0, sp
    end_function takes_16000
#endif

#ifdef __riscv_zbs
    function takes_4096
    bseti t0, zero, 12
    bext t1, t1, t2 /* is no branch */
    sub sp, sp, t0
    bseti t0, zero, 12
    add sp, sp, t0
    end_function takes_4096
#endif

#ifdef __riscv_zcb
    /* Older versions of objdump show c.not as a number. */
    function takes_what_is_not_known
    mv t0, sp
    lui a0, 4
    c.not a0
    add sp, sp, a0
    mv sp, t0
    end_function takes_what_is_not_known
#endif
