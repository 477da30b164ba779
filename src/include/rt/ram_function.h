/* SPDX-License-Identifier: MIT */
/** @file
 * Functions that execute from RAM, also on boards on which code executes in place from flash: for
 * code that erases or programs that flash, or that must not wait for it.
 *
 *     RT_RAM_FUNCTION static void program_page(const struct page *page)
 *     {
 *         ...
 *     }
 */
#ifndef RT_RAM_FUNCTION_H
#define RT_RAM_FUNCTION_H

/**
 * Comes before a function's definition and makes it execute from RAM. The start copies it there
 * from flash. On boards whose code is in RAM anyway it stays among the other code. It is executable
 * and, with a PMP of 16 entries, not writable.
 *
 * Only this function is in RAM. What it calls may be in flash: give those functions the attribute
 * too, and beware of calls that the compiler makes, such as memcpy. Constants stay in flash, and so
 * do texts and the tables of large switches (-fno-jump-tables). Not for inline functions and
 * templates in C++.
 */
#if !defined(__riscv) || defined(RT_CODE_IS_IN_RAM)
#define RT_RAM_FUNCTION __attribute__((noinline))
#else
#define RT_RAM_FUNCTION __attribute__((noinline, section(".rt_ram_text"), aligned(64)))
#endif

#endif
