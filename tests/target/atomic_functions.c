/* SPDX-License-Identifier: MIT */
/*
 * The functions that compilers call for atomics without an instruction, by their names in
 * libatomic's ABI: each operation on each size that the core lacks, between neighbours that must
 * not change.
 */
#include <rt/test.h>

#include <stdint.h>
#include <string.h>

#define DECLARE(type, size)                                                                        \
    type exchange_##size(void *object, type value, int order) __asm__("__atomic_exchange_" #size); \
    bool compare_exchange_##size(void *object, void *expected, type value, int success,            \
                                 int failure) __asm__("__atomic_compare_exchange_" #size);         \
    type fetch_add_##size(void *object, type value,                                                \
                          int order) __asm__("__atomic_fetch_add_" #size);                         \
    type fetch_sub_##size(void *object, type value,                                                \
                          int order) __asm__("__atomic_fetch_sub_" #size);                         \
    type fetch_and_##size(void *object, type value,                                                \
                          int order) __asm__("__atomic_fetch_and_" #size);                         \
    type fetch_or_##size(void *object, type value, int order) __asm__("__atomic_fetch_or_" #size); \
    type fetch_xor_##size(void *object, type value,                                                \
                          int order) __asm__("__atomic_fetch_xor_" #size);                         \
    type fetch_nand_##size(void *object, type value,                                               \
                           int order) __asm__("__atomic_fetch_nand_" #size);

/* Three neighbours; the one in the middle is changed. */
#define CASES(type, size)                                                            \
    static void changes_##size(type first, type second)                              \
    {                                                                                \
        static type objects[3];                                                      \
        type *const object = &objects[1];                                            \
        type expected = second;                                                      \
        const type ones = (type) ~(type)0;                                           \
                                                                                     \
        objects[0] = objects[2] = ones;                                              \
        *object = first;                                                             \
        RT_EXPECT(exchange_##size(object, second, 5) == first && *object == second); \
        RT_EXPECT(compare_exchange_##size(object, &expected, first, 5, 5));          \
        RT_EXPECT(*object == first && expected == second);                           \
        expected = second;                                                           \
        RT_EXPECT(!compare_exchange_##size(object, &expected, ones, 5, 5));          \
        RT_EXPECT(*object == first && expected == first);                            \
        RT_EXPECT(fetch_add_##size(object, second, 5) == first);                     \
        RT_EXPECT(*object == (type)(first + second));                                \
        RT_EXPECT(fetch_sub_##size(object, second, 5) == (type)(first + second));    \
        RT_EXPECT(*object == first);                                                 \
        RT_EXPECT(fetch_and_##size(object, second, 5) == first);                     \
        RT_EXPECT(*object == (type)(first & second));                                \
        *object = first;                                                             \
        RT_EXPECT(fetch_or_##size(object, second, 5) == first);                      \
        RT_EXPECT(*object == (type)(first | second));                                \
        *object = first;                                                             \
        RT_EXPECT(fetch_xor_##size(object, second, 5) == first);                     \
        RT_EXPECT(*object == (type)(first ^ second));                                \
        *object = first;                                                             \
        RT_EXPECT(fetch_nand_##size(object, second, 5) == first);                    \
        RT_EXPECT(*object == (type) ~(first & second));                              \
        RT_EXPECT(objects[0] == ones && objects[2] == ones);                         \
    }                                                                                \
    RT_TEST(operations_on_##size##_bytes)                                            \
    {                                                                                \
        const type sign = (type)((type)1 << (8 * size - 1));                         \
                                                                                     \
        changes_##size(0, 1);                                                        \
        changes_##size((type)(sign | 5), (type)(sign | 3));                          \
        changes_##size((type) ~(type)0, 1);                                          \
        changes_##size((type)0x5aU, (type)(sign >> 1 | 0x33U));                      \
    }

/* The functions that this core needs. */
#ifndef __riscv_atomic
#define EACH_SIZE(M) M(uint8_t, 1) M(uint16_t, 2) M(uint32_t, 4) M(uint64_t, 8)
#elif __riscv_xlen == 32
#define EACH_SIZE(M) M(uint8_t, 1) M(uint16_t, 2) M(uint64_t, 8)
#else
__extension__ typedef unsigned __int128 uint128;
#define EACH_SIZE(M) M(uint8_t, 1) M(uint16_t, 2) M(uint128, 16)
#endif
EACH_SIZE(DECLARE)
EACH_SIZE(CASES)

/* Of any size. */
void load(size_t size, const void *object, void *value, int order) __asm__("__atomic_load");
void store(size_t size, void *object, const void *value, int order) __asm__("__atomic_store");
void exchange(size_t size, void *object, const void *value, void *old,
              int order) __asm__("__atomic_exchange");
bool compare_exchange(size_t size, void *object, void *expected, const void *value, int success,
                      int failure) __asm__("__atomic_compare_exchange");

RT_TEST(operations_on_any_number_of_bytes)
{
    for (size_t size = 1; size < 40; size += 3) {
        char object[42], value[42], other[42];

        memset(object, 'o', sizeof(object));
        memset(value, 'v', sizeof(value));
        memset(other, 'x', sizeof(other));
        store(size, object + 1, value, 5);
        RT_EXPECT(memcmp(object + 1, value, size) == 0);
        RT_EXPECT(object[0] == 'o' && object[size + 1] == 'o');
        load(size, object + 1, other, 5);
        RT_EXPECT(memcmp(other, value, size) == 0 && other[size] == 'x');
        memset(other, 'x', sizeof(other));
        exchange(size, object + 1, other, value, 5);
        RT_EXPECT(object[1] == 'x' && object[size] == 'x' && object[size + 1] == 'o');
        RT_EXPECT(value[0] == 'v' && value[size - 1] == 'v');
        RT_EXPECT(!compare_exchange(size, object + 1, value, value, 5, 5));
        RT_EXPECT(value[0] == 'x' && value[size - 1] == 'x' && value[size] == 'v');
        memset(value, 'n', sizeof(value));
        RT_EXPECT(compare_exchange(size, object + 1, other, value, 5, 5));
        RT_EXPECT(object[1] == 'n' && object[size] == 'n' && object[size + 1] == 'o');
    }
}
