/* SPDX-License-Identifier: MIT */
        .globl  add
add:
        add     a0, a0, a1
        ret
