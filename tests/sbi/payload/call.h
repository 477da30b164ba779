/* SPDX-License-Identifier: MIT */
/*
 * Calls of the SBI (version 3.0). The numbers are the specification's, and not the library's own,
 * because they are what is tested.
 */
#ifndef PAYLOAD_CALL_H
#define PAYLOAD_CALL_H

enum sbi_extension_number {
    PUTCHAR = 1, /* Of SBI 0.1. */
    BASE = 0x10,
    TIME = 0x54494d45,
    IPI = 0x735049,
    RFENCE = 0x52464e43,
    HSM = 0x48534d,
    SRST = 0x53525354,
    PMU = 0x504d55,
    DBCN = 0x4442434e,
    FWFT = 0x46574654,
};

enum sbi_error_number {
    OK = 0,
    FAILED = -1,
    NOT_SUPPORTED = -2,
    INVALID_PARAM = -3,
    DENIED = -4,
    INVALID_ADDRESS = -5,
    ALREADY_AVAILABLE = -6,
    ALREADY_STARTED = -7,
    ALREADY_STOPPED = -8,
    NO_SHMEM = -9,
    LOWEST_ERROR = -14,
};

struct result {
    long error;
    unsigned long value;
};

/* Passes all eight registers. */
static inline struct result sbi_call(unsigned long extension, unsigned long function,
                                     const unsigned long arguments[6])
{
    register unsigned long a0 __asm__("a0") = arguments[0];
    register unsigned long a1 __asm__("a1") = arguments[1];
    register unsigned long a2 __asm__("a2") = arguments[2];
    register unsigned long a3 __asm__("a3") = arguments[3];
    register unsigned long a4 __asm__("a4") = arguments[4];
    register unsigned long a5 __asm__("a5") = arguments[5];
    register unsigned long a6 __asm__("a6") = function;
    register unsigned long a7 __asm__("a7") = extension;

    __asm__ volatile("ecall"
                     : "+r"(a0), "+r"(a1)
                     : "r"(a2), "r"(a3), "r"(a4), "r"(a5), "r"(a6), "r"(a7)
                     : "memory");
    return (struct result){(long)a0, a1};
}

/* sbi(extension, function, arguments...): those that are not given are 0. */
#define sbi(extension, function, ...)                \
    sbi_call((unsigned long)(extension), (function), \
             (const unsigned long[6]){__VA_ARGS__ __VA_OPT__(, ) 0})

#define csr_read(name)                                      \
    __extension__({                                         \
        unsigned long value_;                               \
        __asm__ volatile("csrr %0, " #name : "=r"(value_)); \
        value_;                                             \
    })
#define csr_write(name, value) \
    __asm__ volatile("csrw " #name ", %0" ::"r"((unsigned long)(value)) : "memory")
#define csr_set(name, bits) \
    __asm__ volatile("csrs " #name ", %0" ::"r"((unsigned long)(bits)) : "memory")
#define csr_clear(name, bits) \
    __asm__ volatile("csrc " #name ", %0" ::"r"((unsigned long)(bits)) : "memory")

enum {
    SSTATUS_SIE = 1 << 1,
    SSTATUS_SPIE = 1 << 5,
    SSTATUS_SPP = 1 << 8,
    SSTATUS_SUM = 1 << 18,
    SSIP = 1 << 1,
    STIP = 1 << 5,
};

#endif
