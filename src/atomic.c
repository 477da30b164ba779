/* SPDX-License-Identifier: MIT */
/*
 * The functions that compilers call for C11 atomics which the core has no instruction for.
 *
 * Without the A extension there is one hart, and a critical section is enough. With it, what is
 * missing is bytes and halves, and eight bytes on RV32. The former are done on the word they are
 * in, by compare-and-swap, for plain stores to their neighbours must not be lost. The latter are
 * never done but here, so a lock serves. The memory orders asked for are all met: a critical
 * section or a sequentially consistent operation is as strong as any.
 */
#include <rt/critical.h>
#include <rt/lock.h>

#include <stdbool.h>
#include <stdint.h>

#define BY_SECTION(type, size)                                                               \
    type load_##size(const type *object, int order) __asm__("__atomic_load_" #size);         \
    type load_##size(const type *object, int order)                                          \
    {                                                                                        \
        type value = 0;                                                                      \
        (void)order;                                                                         \
        SECTION                                                                              \
        {                                                                                    \
            value = *(const volatile type *)object;                                          \
        }                                                                                    \
        return value;                                                                        \
    }                                                                                        \
    void store_##size(type *object, type value, int order) __asm__("__atomic_store_" #size); \
    void store_##size(type *object, type value, int order)                                   \
    {                                                                                        \
        (void)order;                                                                         \
        SECTION                                                                              \
        {                                                                                    \
            *(volatile type *)object = value;                                                \
        }                                                                                    \
    }                                                                                        \
    static bool swap_if_##size(type *object, type *expected, type value)                     \
    {                                                                                        \
        bool equal = false;                                                                  \
        SECTION                                                                              \
        {                                                                                    \
            const type found = *(volatile type *)object;                                     \
            equal = found == *expected;                                                      \
            if (equal) {                                                                     \
                *(volatile type *)object = value;                                            \
            }                                                                                \
            *expected = found;                                                               \
        }                                                                                    \
        return equal;                                                                        \
    }                                                                                        \
    static type peek_##size(type *object)                                                    \
    {                                                                                        \
        return load_##size(object, 0);                                                       \
    }

/* Bytes and halves within their word. */
#define BY_WORD(type, size)                                                                    \
    static bool swap_if_##size(type *object, type *expected, type value)                       \
    {                                                                                          \
        uint32_t *const word = (uint32_t *)((uintptr_t)object & ~(uintptr_t)3);                \
        const unsigned shift = 8 * ((uintptr_t)object & 3);                                    \
        const uint32_t mask = (uint32_t)(type) - 1 << shift;                                   \
        uint32_t old = __atomic_load_n(word, __ATOMIC_SEQ_CST);                                \
        do {                                                                                   \
            if ((type)(old >> shift) != *expected) {                                           \
                *expected = (type)(old >> shift);                                              \
                return false;                                                                  \
            }                                                                                  \
        } while (!__atomic_compare_exchange_n(word, &old,                                      \
                                              (old & ~mask) | (uint32_t)value << shift, false, \
                                              __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));            \
        return true;                                                                           \
    }                                                                                          \
    static type peek_##size(type *object)                                                      \
    {                                                                                          \
        return __atomic_load_n(object, __ATOMIC_SEQ_CST);                                      \
    }

#define FETCH(type, size, name, result)                                 \
    type name##_##size(type *object, type operand,                      \
                       int order) __asm__("__atomic_" #name "_" #size); \
    type name##_##size(type *object, type operand, int order)           \
    {                                                                   \
        type old = peek_##size(object);                                 \
        (void)order;                                                    \
        while (!swap_if_##size(object, &old, (type)(result))) {         \
        }                                                               \
        return old;                                                     \
    }

#define OPERATIONS(type, size)                                                             \
    bool compare_exchange_##size(type *object, type *expected, type value, int success,    \
                                 int failure) __asm__("__atomic_compare_exchange_" #size); \
    bool compare_exchange_##size(type *object, type *expected, type value, int success,    \
                                 int failure)                                              \
    {                                                                                      \
        (void)success;                                                                     \
        (void)failure;                                                                     \
        return swap_if_##size(object, expected, value);                                    \
    }                                                                                      \
    FETCH(type, size, exchange, operand)                                                   \
    FETCH(type, size, fetch_add, old + operand)                                            \
    FETCH(type, size, fetch_sub, old - operand)                                            \
    FETCH(type, size, fetch_and, old &operand)                                             \
    FETCH(type, size, fetch_or, old | operand)                                             \
    FETCH(type, size, fetch_xor, old ^ operand)                                            \
    FETCH(type, size, fetch_nand, ~(old & operand))

#ifdef __riscv_atomic

#if __riscv_xlen == 32
static struct rt_lock lock;
#define SECTION RT_LOCKED(&lock)
BY_SECTION(uint64_t, 8)
OPERATIONS(uint64_t, 8)
#endif
BY_WORD(uint8_t, 1)
BY_WORD(uint16_t, 2)

#else

#define SECTION RT_CRITICAL
BY_SECTION(uint8_t, 1)
BY_SECTION(uint16_t, 2)
BY_SECTION(uint32_t, 4)
BY_SECTION(uint64_t, 8)
OPERATIONS(uint32_t, 4)
OPERATIONS(uint64_t, 8)

#endif

OPERATIONS(uint8_t, 1)
OPERATIONS(uint16_t, 2)
