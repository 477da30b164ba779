/* SPDX-License-Identifier: MIT */
/** @file
 * Machine-mode control and status registers, by their names in the RISC-V privileged specification.
 *
 *     unsigned long before = csr_read_clear(mstatus, MSTATUS_MIE);
 *
 * Every access is a compiler barrier: no memory access in the source moves across it.
 */
#ifndef RT_CSR_H
#define RT_CSR_H

#include <rt/detail/csr_probe.h>
#include <rt/detail/software.h>

/** Returns the value of the register called @p name: csr_read(mcause). */
#define csr_read(name)                                                    \
    __extension__({                                                       \
        unsigned long csr_value_;                                         \
        __asm__ volatile("csrr %0, " #name : "=r"(csr_value_)::"memory"); \
        csr_value_;                                                       \
    })

/** Writes @p value to the whole register. */
#define csr_write(name, value) \
    __asm__ volatile("csrw " #name ", %0" ::"rK"((unsigned long)(value)) : "memory")

/** Sets the bits that are 1 in @p bits and leaves the others. */
#define csr_set(name, bits) \
    __asm__ volatile("csrs " #name ", %0" ::"rK"((unsigned long)(bits)) : "memory")

/** Clears the bits that are 1 in @p bits and leaves the others. */
#define csr_clear(name, bits) \
    __asm__ volatile("csrc " #name ", %0" ::"rK"((unsigned long)(bits)) : "memory")

/** Writes the register and returns its former value. */
#define csr_swap(name, value)                           \
    __extension__({                                     \
        unsigned long csr_value_;                       \
        __asm__ volatile("csrrw %0, " #name ", %1"      \
                         : "=r"(csr_value_)             \
                         : "rK"((unsigned long)(value)) \
                         : "memory");                   \
        csr_value_;                                     \
    })

/** Clears @p bits and returns the register's former value. */
#define csr_read_clear(name, bits)                     \
    __extension__({                                    \
        unsigned long csr_value_;                      \
        __asm__ volatile("csrrc %0, " #name ", %1"     \
                         : "=r"(csr_value_)            \
                         : "rK"((unsigned long)(bits)) \
                         : "memory");                  \
        csr_value_;                                    \
    })

/**
 * Returns whether this hart has the register with this @p number, a constant from 0 to 0xfff, such
 * as 0x14d for stimecmp: 1 if machine mode can read it, 0 if that is an illegal instruction.
 *
 * Numbers are in the privileged specification, 2.2. Harts of one machine may differ. A register
 * that another one has turned off reads as absent, such as fcsr while mstatus.FS is 0. Standard
 * registers have no side effects on a read, except that seed (0x015, Zkr) loses a sample. A
 * vendor's custom ones may have some.
 *
 * Callable from anywhere, like rt_try_load8 (rt/trap.h). In MINIMAL firmware it does not link.
 * Probe the register itself rather than a bit that turns it on: QEMU 7.2 lets menvcfg.STCE be set
 * on a core without stimecmp.
 */
#define rt_csr_exists(number)                                 \
    __extension__({                                           \
        register unsigned long csr_exists_ __asm__("a0");     \
        __asm__ volatile(RT_CSR_PROBE "call rti_probe_csr_%1" \
                         : "=r"(csr_exists_)                  \
                         : "i"(number)                        \
                         : "ra", "t0", "t1", "t2", "memory"); \
        csr_exists_ != 0;                                     \
    })

/** Fields of mstatus, privileged specification 3.1.6. */
enum {
    MSTATUS_MIE = 1U << 3,   /**< Interrupts are on. */
    MSTATUS_MPIE = 1U << 7,  /**< MIE before the trap. */
    MSTATUS_MPP = 3U << 11,  /**< Privilege mode before the trap. */
    MSTATUS_FS = 3U << 13,   /**< State of the floating-point unit; 0 is off. */
    MSTATUS_MPRV = 1U << 17, /**< Loads and stores have the rights of the mode in MPP. */
};

/** Bits of mie (enabled) and mip (pending), 3.1.9. */
enum {
    MIP_MSIP = 1U << RT_SOFTWARE_CAUSE, /**< Software interrupt; SSIP on some boards. */
    MIP_MTIP = 1U << 7,                 /**< Timer interrupt. */
    MIP_MEIP = 1U << 11,                /**< External interrupt. */
};

/** In mcause (3.1.15): set for an interrupt, clear for an exception. */
#define MCAUSE_INTERRUPT (1UL << (__riscv_xlen - 1))

/** Exceptions, as mcause numbers them (3.1.15). */
enum {
    CAUSE_FETCH_MISALIGNED = 0,    /**< Jump to a misaligned address. */
    CAUSE_FETCH_ACCESS = 1,        /**< No instruction may be fetched there. */
    CAUSE_ILLEGAL_INSTRUCTION = 2, /**< Unknown to the core or forbidden; mtval may hold it. */
    CAUSE_BREAKPOINT = 3,          /**< ebreak, or a trigger. */
    CAUSE_LOAD_MISALIGNED = 4,     /**< The core needs loads aligned to their size. */
    CAUSE_LOAD_ACCESS = 5,         /**< Nothing may be read there. */
    CAUSE_STORE_MISALIGNED = 6,    /**< The core needs stores and atomics aligned. */
    CAUSE_STORE_ACCESS = 7,        /**< Nothing may be written there. */
    CAUSE_ECALL_U = 8,             /**< ecall in user mode. */
    CAUSE_ECALL_S = 9,             /**< ecall in supervisor mode. */
    CAUSE_ECALL_M = 11,            /**< ecall in machine mode. */
};

/** Interrupts, as mcause and rt_interrupt_enable number them (3.1.15). */
enum {
    IRQ_MACHINE_SOFTWARE = RT_SOFTWARE_CAUSE, /**< From another hart, or this one. */
    IRQ_MACHINE_TIMER = 7,                    /**< The counter has reached its deadline. */
    IRQ_MACHINE_EXTERNAL = 11,                /**< From the interrupt controller. */
};

#endif
