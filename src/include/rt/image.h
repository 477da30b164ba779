/* SPDX-License-Identifier: MIT */
/** @file
 * Where the linker put things: the symbols of ld/sections.ld as C sees them.
 *
 * Take a symbol's address, never its value: `(uintptr_t)rt_text_start`. Every *_end is one past the
 * last byte; a size is a difference of two.
 */
#ifndef RT_IMAGE_H
#define RT_IMAGE_H

/** @{ */
/**
 * Where a section begins and ends. rt_data_load is where the initial contents of .data are; harts
 * are the areas of all harts, each as below; noinit is what a warm reset leaves alone.
 */
extern const char rt_text_start[], rt_text_end[];
extern const char rt_rodata_start[], rt_rodata_end[];
extern char rt_data_start[], rt_data_end[];
extern const char rt_data_load[];
extern char rt_bss_start[], rt_bss_end[];
extern char rt_noinit_start[], rt_noinit_end[];
extern char rt_harts_start[], rt_harts_end[];
extern char rt_heap_start[], rt_heap_end[];
/** @} */

/** @{ */
/** The main stack, and the guard below it. */
extern char rt_stack_guard[], rt_stack_start[], rt_stack_end[];
/** @} */

/** @{ */
/** Initial contents of a hart's thread-local block; what follows them in the block is zero. */
extern const char rt_tdata_start[], rt_tdata_end[];
/** @} */

/** @{ */
/**
 * The boot hart's area, from rt_harts_start on: the interrupt stacks, if there are any, and the
 * trap stack, each above a guard; struct rt_hart; the thread-local block. The next hart's is the
 * same again. An interrupt stack that no handler needs begins where it ends.
 */
extern char rt_boot_irq_plain_start[], rt_boot_irq_plain_end[];
extern char rt_boot_irq_software_start[], rt_boot_irq_software_end[];
extern char rt_boot_irq_timer_start[], rt_boot_irq_timer_end[];
extern char rt_boot_irq_external_start[], rt_boot_irq_external_end[];
extern char rt_boot_trap_guard[], rt_boot_trap_stack_start[], rt_boot_trap_stack_end[];
extern char rt_boot_tls[], rt_boot_tls_end[], rt_boot_area_end[];
/** @} */

#endif
