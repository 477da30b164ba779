/* SPDX-License-Identifier: MIT */
/*
 * The interrupt registers of a core with Xh3irq ("Hazard3", chapter "Custom Interrupt Handling
 * CSRs"). An array is accessed by windows of 16 bits: the low bits of what is written are the
 * window's number, the upper half is its content.
 *
 * The host tests have another file of this name, with modelled registers.
 */
#ifndef HAL_XH3IRQ_CSR_H
#define HAL_XH3IRQ_CSR_H

#include <stdint.h>

/** Sets bits of the enable array, meiea. */
static inline void hal_xh3irq_enable(uint32_t window)
{
    __asm__ volatile("csrs 0xbe0, %0" ::"r"(window) : "memory");
}

/** Clears bits of the enable array, meiea. */
static inline void hal_xh3irq_disable(uint32_t window)
{
    __asm__ volatile("csrc 0xbe0, %0" ::"r"(window) : "memory");
}

/** Sets bits of the force array, meifa. The core clears a bit when meinext shows its interrupt. */
static inline void hal_xh3irq_force(uint32_t window)
{
    __asm__ volatile("csrs 0xbe2, %0" ::"r"(window) : "memory");
}

/** Writes a window of the priority array, meipra. */
static inline void hal_xh3irq_write_priorities(uint32_t window)
{
    __asm__ volatile("csrw 0xbe3, %0" ::"r"(window) : "memory");
}

/** Reads window @p index of the priority array, meipra, in the upper half of the result. */
static inline uint32_t hal_xh3irq_read_priorities(uint32_t index)
{
    uint32_t window;
    __asm__ volatile("csrrs %0, 0xbe3, %1" : "=r"(window) : "r"(index) : "memory");
    return window;
}

/** Reads meinext: 4 times the next interrupt; the highest bit is set if there is none. */
static inline uint32_t hal_xh3irq_next(void)
{
    uint32_t next;
    __asm__ volatile("csrr %0, 0xbe4" : "=r"(next)::"memory");
    return next;
}

/** Writes meicontext. */
static inline void hal_xh3irq_write_context(uint32_t context)
{
    __asm__ volatile("csrw 0xbe5, %0" ::"r"(context) : "memory");
}

/** Reads meicontext. */
static inline uint32_t hal_xh3irq_read_context(void)
{
    uint32_t context;
    __asm__ volatile("csrr %0, 0xbe5" : "=r"(context)::"memory");
    return context;
}

#endif
