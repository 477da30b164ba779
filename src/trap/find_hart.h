/* SPDX-License-Identifier: MIT */
/*
 * find_hart: sets t0 to the running hart's block, from mhartid and constants alone. It may use no
 * other register, so several harts need a chain of comparisons. Each hart's block is a symbol of
 * ld/sections.ld.
 */
/* clang-format off */
    .macro load_block symbol
    .option push
    .option norelax
    la t0, \symbol
    .option pop
    .endm

#ifdef SEVERAL_HARTS

/* ld/sections.ld refuses other harts. */
#define EACH_HART 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15

    /* \@ is different in each use of the macro. */
    .macro find_hart
    csrr t0, mhartid
    .irp id, EACH_HART
    beqz t0, hart_\@_\id
    addi t0, t0, -1
    .endr
    .irp id, EACH_HART
hart_\@_\id:
    load_block rti_block_of_\id
    j found_\@
    .endr
found_\@:
    .endm

#else

    .macro find_hart
    load_block rt_boot_trap_stack_end
    .endm

#endif
