/* SPDX-License-Identifier: MIT */
/*
 * Machine-mode control and status registers, by their names in the RISC-V privileged specification.
 *
 *     unsigned long before = csr_read_clear(mstatus, MSTATUS_MIE);
 *
 * Every access is a compiler barrier: what the C code does to memory before it stays before it.
 */
#ifndef RT_CSR_H
#define RT_CSR_H

#define csr_read(name)                                                    \
    __extension__({                                                       \
        unsigned long csr_value_;                                         \
        __asm__ volatile("csrr %0, " #name : "=r"(csr_value_)::"memory"); \
        csr_value_;                                                       \
    })

#define csr_write(name, value) \
    __asm__ volatile("csrw " #name ", %0" ::"rK"((unsigned long)(value)) : "memory")

#define csr_set(name, bits) \
    __asm__ volatile("csrs " #name ", %0" ::"rK"((unsigned long)(bits)) : "memory")

#define csr_clear(name, bits) \
    __asm__ volatile("csrc " #name ", %0" ::"rK"((unsigned long)(bits)) : "memory")

/** Writes the register and gives its former value. */
#define csr_swap(name, value)                           \
    __extension__({                                     \
        unsigned long csr_value_;                       \
        __asm__ volatile("csrrw %0, " #name ", %1"      \
                         : "=r"(csr_value_)             \
                         : "rK"((unsigned long)(value)) \
                         : "memory");                   \
        csr_value_;                                     \
    })

/** Clears @p bits and gives the register's former value. */
#define csr_read_clear(name, bits)                     \
    __extension__({                                    \
        unsigned long csr_value_;                      \
        __asm__ volatile("csrrc %0, " #name ", %1"     \
                         : "=r"(csr_value_)            \
                         : "rK"((unsigned long)(bits)) \
                         : "memory");                  \
        csr_value_;                                    \
    })

/* mstatus, privileged specification 3.1.6 */
enum {
    MSTATUS_MIE = 1U << 3,
    MSTATUS_MPIE = 1U << 7,
    MSTATUS_MPP = 3U << 11,
    MSTATUS_FS = 3U << 13,
};

/* mie and mip, 3.1.9 */
enum {
    MIP_MSIP = 1U << 3,
    MIP_MTIP = 1U << 7,
    MIP_MEIP = 1U << 11,
};

/* mcause, 3.1.15 */
#define MCAUSE_INTERRUPT (1UL << (__riscv_xlen - 1))

enum {
    CAUSE_FETCH_MISALIGNED = 0,
    CAUSE_FETCH_ACCESS = 1,
    CAUSE_ILLEGAL_INSTRUCTION = 2,
    CAUSE_BREAKPOINT = 3,
    CAUSE_LOAD_MISALIGNED = 4,
    CAUSE_LOAD_ACCESS = 5,
    CAUSE_STORE_MISALIGNED = 6,
    CAUSE_STORE_ACCESS = 7,
    CAUSE_ECALL_U = 8,
    CAUSE_ECALL_S = 9,
    CAUSE_ECALL_M = 11,
};

enum {
    IRQ_MACHINE_SOFTWARE = 3,
    IRQ_MACHINE_TIMER = 7,
    IRQ_MACHINE_EXTERNAL = 11,
};

#endif
