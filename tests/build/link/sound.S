/* SPDX-License-Identifier: MIT */
/* Functions that don't return, although a return is near. */

/* Calls a part of itself. */
    .globl stop_by_a_subroutine
    .section .text.stop_by_a_subroutine, "ax"
    .type stop_by_a_subroutine, @function
stop_by_a_subroutine:
    jal 2f
1:  wfi
    j 1b
2:  csrci mstatus, 8
    ret
    .size stop_by_a_subroutine, . - stop_by_a_subroutine

/* Jumps past a return into a loop of another function. */
    .globl stop_in_another
    .section .text.stop_in_another, "ax"
stop_in_another:
    j 1f
returns_or_not:
    beqz a0, 1f
    ret
1:  wfi
    j 1b

/* Continues at a context: void enter_context(const struct context *context). */
    .globl enter_context
    .section .text.enter_context, "ax"
enter_context:
#if __riscv_xlen == 64
    ld sp, 0(a0)
    ld ra, 8(a0)
#else
    lw sp, 0(a0)
    lw ra, 4(a0)
#endif
    ret

/* Calls the machine's ROM, in the form that linkers use for a low address. */
    .globl stop_in_rom
    .section .text.stop_in_rom, "ax"
    .type stop_in_rom, @function
stop_in_rom:
    jalr ra, 256(zero)
    .size stop_in_rom, . - stop_in_rom
