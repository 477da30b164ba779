/* SPDX-License-Identifier: MIT */
/*
 * Random instruction words, each followed by one that is always illegal. The assembler makes them
 * from a seed, so they are read-only code and the same in every build.
 */
    .section .text.random_words, "ax", @progbits
    .balign 4
    .globl random_words, random_words_end
    /* Only illegal words within the range of a branch. */
    .zero 4096
random_words:
    .set seed, 12345
    .rept 4000
    .set seed, (seed * 1664525 + 1013904223) & 0xffffffff
    .set high, seed >> 16
    .set seed, (seed * 1664525 + 1013904223) & 0xffffffff
    .set word, (high << 16) | (seed >> 16)
    /* Half of the words are 4-byte instructions, which are rare among uniform words. */
    .if seed & 0x10000000
    .set word, word | 3
    .endif
    .4byte word
    .4byte 0
    .endr
random_words_end:
    .zero 4096
