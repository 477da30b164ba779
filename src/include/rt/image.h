/* SPDX-License-Identifier: MIT */
/** @file
 * The addresses of the image's parts: the symbols of ld/sections.ld, declared for C.
 *
 * Take a symbol's address, never its value: `(uintptr_t)rt_text_start`. Every *_end is one past the
 * last byte; a size is a difference of two.
 */
#ifndef RT_IMAGE_H
#define RT_IMAGE_H

/** @{ */
/**
 * Start and end of each section. rt_data_load is the address of .data's initial contents.
 * rt_harts_* enclose the areas of all harts, each laid out as below. A warm reset leaves noinit
 * unchanged.
 */
extern const char rt_text_start[], rt_text_end[];
extern const char rt_ram_text_start[], rt_ram_text_end[]; /**< RT_RAM_FUNCTION */
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
/** Initial contents of a hart's thread-local block. The rest of the block is zero. */
extern const char rt_tdata_start[], rt_tdata_end[];
/** @} */

/** @{ */
/**
 * The boot hart's area, from rt_harts_start on: any interrupt stacks and the trap stack, each above
 * a guard; struct rt_hart; the thread-local block. Each further hart has an area of the same
 * layout. An interrupt stack that no handler needs is empty: its start equals its end.
 */
extern char rt_boot_irq_plain_start[], rt_boot_irq_plain_end[];
extern char rt_boot_irq_software_start[], rt_boot_irq_software_end[];
extern char rt_boot_irq_timer_start[], rt_boot_irq_timer_end[];
extern char rt_boot_irq_external_start[], rt_boot_irq_external_end[];
extern char rt_boot_trap_guard[], rt_boot_trap_stack_start[], rt_boot_trap_stack_end[];
extern char rt_boot_tls[], rt_boot_tls_end[], rt_boot_area_end[];
/** @} */

#endif
