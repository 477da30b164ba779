/* SPDX-License-Identifier: MIT */
/** @file
 * A hart's own view of its machine-level interrupt file (RISC-V AIA 1.0, sections 2.1, 3.8 to
 * 3.10), and of the software interrupt that it makes pending for itself. All are registers of the
 * running hart. An assembler need not know their names.
 *
 * The host tests put another folder first on the include path. Its file of the same name has a
 * modelled interrupt file.
 */
#ifndef HAL_IMSIC_H
#define HAL_IMSIC_H

#include <stdbool.h>
#include <stdint.h>

/** Bits of a register of the file. On RV64 only the even ones of the arrays exist. */
enum {
    HAL_IMSIC_BITS = __riscv_xlen
};

/**
 * Sets or clears @p bits of register @p number of the file and returns what it was. A message that
 * arrives at that moment is not lost. Call in a critical section, as the next one: miselect and
 * mireg are two steps.
 */
static inline unsigned long hal_imsic_change(unsigned long number, unsigned long bits, bool value)
{
    unsigned long before;

    if (value) {
        __asm__ volatile("csrw 0x350, %1\n\tcsrrs %0, 0x351, %2"
                         : "=&r"(before)
                         : "r"(number), "r"(bits)
                         : "memory");
    } else {
        __asm__ volatile("csrw 0x350, %1\n\tcsrrc %0, 0x351, %2"
                         : "=&r"(before)
                         : "r"(number), "r"(bits)
                         : "memory");
    }
    return before;
}

/** Writes @p value to register @p number of the file. */
static inline void hal_imsic_write(unsigned long number, unsigned long value)
{
    __asm__ volatile("csrw 0x350, %0\n\tcsrw 0x351, %1" ::"r"(number), "r"(value) : "memory");
}

/** Reads mtopei and clears what it reports: the identity in bits 26 to 16, or 0. */
static inline uint32_t hal_imsic_claim(void)
{
    unsigned long value;

    __asm__ volatile("csrrw %0, 0x35c, zero" : "=r"(value)::"memory");
    return (uint32_t)value;
}

/** Reads mtopei and changes nothing. */
static inline uint32_t hal_imsic_top(void)
{
    unsigned long value;

    __asm__ volatile("csrr %0, 0x35c" : "=r"(value)::"memory");
    return (uint32_t)value;
}

/** Sets or clears mip.SSIP. */
static inline void hal_imsic_set_software(bool pending)
{
    if (pending) {
        __asm__ volatile("csrsi mip, 2" ::: "memory");
    } else {
        __asm__ volatile("csrci mip, 2" ::: "memory");
    }
}

/** The running hart's mhartid. */
static inline unsigned long hal_imsic_hart(void)
{
    unsigned long id;

    __asm__ volatile("csrr %0, mhartid" : "=r"(id));
    return id;
}

#endif
