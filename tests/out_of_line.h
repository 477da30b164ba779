/* SPDX-License-Identifier: MIT */
/* Keeps a function's name and frame, which a test expects. */
#ifndef OUT_OF_LINE_H
#define OUT_OF_LINE_H

/**
 * Prevents inlining and specialised copies, and keeps all arguments and the return value. noinline
 * alone lets GCC rename a function whose value it knows, and drop the computation of that value.
 * This differs between versions.
 */
#if __has_attribute(noipa)
#define OUT_OF_LINE __attribute__((noipa))
#else
#define OUT_OF_LINE __attribute__((noinline, used))
#endif

#endif
