/* SPDX-License-Identifier: MIT */
/* A function with a frame that Zba makes, and instructions of Zcb, Zicond and Zicboz in between.
 * They are numbers, because not every assembler knows the names. */
    .globl stop
    .section .text.stop, "ax"
stop:
    li a0, -1000
    .4byte 0x20256133 /* sh3add sp, a0, sp */
    .4byte 0x0ec5d533 /* czero.eqz a0, a1, a2 */
    .4byte 0x0045a00f /* cbo.zero (a1) */
#ifdef __riscv_compressed
    .2byte 0x8188     /* c.lbu a0, 0(a1) */
    .2byte 0x9d75     /* c.not a0 */
    .2byte 0x9d4d     /* c.mul a0, a1 */
#endif
    li a0, 1000
    .4byte 0x20256133
    ret
