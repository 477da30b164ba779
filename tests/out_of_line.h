/* SPDX-License-Identifier: MIT */
/*
 * A function that a test expects to find by its name and with its own frame.
 */
#ifndef OUT_OF_LINE_H
#define OUT_OF_LINE_H

/**
 * Keeps a function as it is written: not inlined, not copied for one caller, with all arguments and
 * its return value. noinline alone lets GCC rename a function whose value it knows, and drop what
 * the value was computed from; which versions do differs.
 */
#if __has_attribute(noipa)
#define OUT_OF_LINE __attribute__((noipa))
#else
#define OUT_OF_LINE __attribute__((noinline, used))
#endif

#endif
