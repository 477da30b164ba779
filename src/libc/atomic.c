/* SPDX-License-Identifier: MIT */
/*
 * The functions that compilers call for C11 atomics without an instruction on the core.
 *
 * Without the A extension there is only one hart, and a critical section is enough. With it, only
 * 1- and 2-byte operations are missing, and those of two words. A 1- or 2-byte operation is a
 * compare-and-swap of the containing word, so that plain stores to its neighbours are not lost. All
 * operations on two words are in this file, so a lock is enough. Every requested memory order is
 * met because a critical section or a sequentially consistent operation is at least as strong.
 */
#include <rt/critical.h>
#include <rt/lock.h>

#include <stdbool.h>
#include <stdint.h>

typedef uint8_t value_1;
typedef uint16_t value_2;
typedef uint32_t value_4;
typedef uint64_t value_8;
#if __riscv_xlen == 64
__extension__ typedef unsigned __int128 value_16;
#endif

#define BY_SECTION(size)                                                                         \
    value_##size load_##size(const value_##size *object,                                         \
                             int order) __asm__("__atomic_load_" #size);                         \
    value_##size load_##size(const value_##size *object, int order)                              \
    {                                                                                            \
        value_##size value = 0;                                                                  \
        (void)order;                                                                             \
        SECTION                                                                                  \
        {                                                                                        \
            value = *(const volatile value_##size *)object;                                      \
        }                                                                                        \
        return value;                                                                            \
    }                                                                                            \
    void store_##size(value_##size *object, value_##size value,                                  \
                      int order) __asm__("__atomic_store_" #size);                               \
    void store_##size(value_##size *object, value_##size value, int order)                       \
    {                                                                                            \
        (void)order;                                                                             \
        SECTION                                                                                  \
        {                                                                                        \
            *(volatile value_##size *)object = value;                                            \
        }                                                                                        \
    }                                                                                            \
    static bool swap_if_##size(value_##size *object, value_##size *expected, value_##size value) \
    {                                                                                            \
        bool equal = false;                                                                      \
        SECTION                                                                                  \
        {                                                                                        \
            const value_##size found = *(volatile value_##size *)object;                         \
            equal = found == *expected;                                                          \
            if (equal) {                                                                         \
                *(volatile value_##size *)object = value;                                        \
            }                                                                                    \
            *expected = found;                                                                   \
        }                                                                                        \
        return equal;                                                                            \
    }                                                                                            \
    static value_##size peek_##size(value_##size *object)                                        \
    {                                                                                            \
        return load_##size(object, 0);                                                           \
    }

/* Bytes and halfwords within a word. */
#define BY_WORD(size)                                                                            \
    static bool swap_if_##size(value_##size *object, value_##size *expected, value_##size value) \
    {                                                                                            \
        uint32_t *const word = (uint32_t *)((uintptr_t)object & ~(uintptr_t)3);                  \
        const unsigned shift = 8 * ((uintptr_t)object & 3);                                      \
        const uint32_t mask = (uint32_t)(value_##size) - 1 << shift;                             \
        uint32_t old = __atomic_load_n(word, __ATOMIC_SEQ_CST);                                  \
        do {                                                                                     \
            if ((value_##size)(old >> shift) != *expected) {                                     \
                *expected = (value_##size)(old >> shift);                                        \
                return false;                                                                    \
            }                                                                                    \
        } while (!__atomic_compare_exchange_n(word, &old,                                        \
                                              (old & ~mask) | (uint32_t)value << shift, false,   \
                                              __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));              \
        return true;                                                                             \
    }                                                                                            \
    static value_##size peek_##size(value_##size *object)                                        \
    {                                                                                            \
        return __atomic_load_n(object, __ATOMIC_SEQ_CST);                                        \
    }

#define FETCH(size, name, result)                                                     \
    value_##size name##_##size(value_##size *object, value_##size operand,            \
                               int order) __asm__("__atomic_" #name "_" #size);       \
    value_##size name##_##size(value_##size *object, value_##size operand, int order) \
    {                                                                                 \
        value_##size old = peek_##size(object);                                       \
        (void)order;                                                                  \
        while (!swap_if_##size(object, &old, (value_##size)(result))) {               \
        }                                                                             \
        return old;                                                                   \
    }

#define OPERATIONS(size)                                                                           \
    bool compare_exchange_##size(value_##size *object, value_##size *expected, value_##size value, \
                                 int success,                                                      \
                                 int failure) __asm__("__atomic_compare_exchange_" #size);         \
    bool compare_exchange_##size(value_##size *object, value_##size *expected, value_##size value, \
                                 int success, int failure)                                         \
    {                                                                                              \
        (void)success;                                                                             \
        (void)failure;                                                                             \
        return swap_if_##size(object, expected, value);                                            \
    }                                                                                              \
    FETCH(size, exchange, operand)                                                                 \
    FETCH(size, fetch_add, old + operand)                                                          \
    FETCH(size, fetch_sub, old - operand)                                                          \
    FETCH(size, fetch_and, old &operand)                                                           \
    FETCH(size, fetch_or, old | operand)                                                           \
    FETCH(size, fetch_xor, old ^ operand)                                                          \
    FETCH(size, fetch_nand, ~(old & operand))

#ifdef __riscv_atomic

static struct rt_lock lock;
#define SECTION RT_LOCKED(&lock)
#if __riscv_xlen == 32
BY_SECTION(8)
OPERATIONS(8)
#else
BY_SECTION(16)
OPERATIONS(16)
#endif
BY_WORD(1)
BY_WORD(2)

#else

#define SECTION RT_CRITICAL
BY_SECTION(1)
BY_SECTION(2)
BY_SECTION(4)
BY_SECTION(8)
OPERATIONS(4)
OPERATIONS(8)
#if __riscv_xlen == 64
BY_SECTION(16)
OPERATIONS(16)
#endif

#endif

OPERATIONS(1)
OPERATIONS(2)
