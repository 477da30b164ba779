/* SPDX-License-Identifier: MIT */
/* Work that compilers do with the extensions, also in an interrupt handler. */
#include <hal/timer.h>
#include <rt/board.h>
#include <rt/interrupt.h>
#include <rt/test.h>

#include <stdint.h>

struct record {
    uint8_t kind;
    int8_t change;
    uint16_t count;
    int16_t level;
    uint32_t words[3];
};

static struct record records[4] = {
    {3, -4, 500, -600, {1, 2, 3}},
    {5, 6, 65535, 32767, {4, 5, 6}},
};
static volatile unsigned handled;

/* The compiler must not know the values. */
static inline uint32_t hidden(uint32_t value)
{
    __asm__ volatile("" : "+r"(value));
    return value;
}

__attribute__((noinline)) static uint32_t narrow(struct record *all, uint32_t index)
{
    struct record *const record = &all[index];

    record->kind = (uint8_t)~record->kind;
    record->count = (uint16_t)(record->count * record->kind);
    record->level = (int16_t)(record->level + record->change);
    return record->words[index] + record->kind + record->count + (uint32_t)record->level;
}

__attribute__((noinline)) static uint32_t bits(uint32_t value, uint32_t number)
{
    const uint32_t turned = value << (number & 31) | value >> (-number & 31);
    const uint32_t set = turned | (uint32_t)1 << (number & 31);

    return (set & ~number) + (value >> (number & 31) & 1) + (value < number ? value : number);
}

__attribute__((noinline)) static long choose(long condition, long left, long right)
{
    return condition != 0 ? left : right;
}

/* So that the check of interrupt handlers reads all of it. */
RT_INTERRUPT(timer)
{
    hal_timer_cancel(board_timer);
    handled += bits(hidden(0x80000001), 4);
    handled += (uint32_t)choose((long)hidden(0), 1, 2) + narrow(records, hidden(1));
}

RT_TEST(narrow_values_are_right)
{
    struct record here[1] = {records[0]};

    RT_EXPECT_EQ(narrow(here, hidden(0)), 1U + 252 + (uint16_t)(500 * 252) - 604);
    RT_EXPECT_EQ(here[0].level, -604);
}

RT_TEST(bits_are_right)
{
    RT_EXPECT_EQ(bits(hidden(0x80000001), 4), (0x18U & ~4U) + 4);
    RT_EXPECT_EQ(bits(hidden(0xffff0000), 31), ((0xffff8000U & ~31U) + 1) + 31);
}

RT_TEST(choices_are_right)
{
    RT_EXPECT_EQ(choose((long)hidden(0), 7, -8), -8);
    RT_EXPECT_EQ(choose((long)hidden(9), 7, -8), 7);
}

RT_TEST(a_handler_may_use_them)
{
    hal_timer_set_deadline(board_timer, 0);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupts_on();
    while (handled == 0) {
    }
    rt_interrupts_off();
    RT_EXPECT_NE(handled, 0U);
}

#ifdef __riscv_zbc
RT_TEST(products_without_carries_are_right)
{
    long product = (long)hidden(7);
    __asm__ volatile("clmul %0, %0, %1" : "+r"(product) : "r"(hidden(5)));
    RT_EXPECT_EQ(product, 27);
}
#endif

#ifdef __riscv_zbkb
RT_TEST(bits_of_bytes_are_turned)
{
    long bytes = (long)hidden(0x01020304);
    __asm__ volatile("brev8 %0, %0" : "+r"(bytes));
    RT_EXPECT_EQ((uint32_t)bytes, 0x8040c020U);
}
#endif

#if defined(__riscv_zfh) && defined(__FLT16_MANT_DIG__)
RT_TEST(half_floats_are_right)
{
    volatile _Float16 half = (_Float16)1.5F;
    half = half * half + (_Float16)0.25F;
    RT_EXPECT(half == (_Float16)2.5F);
}
#endif

#ifdef __riscv_zicboz
/* As many bytes as the largest block of a core. */
static _Alignas(4096) unsigned char block[4096];

RT_TEST(a_block_becomes_zero)
{
    block[0] = 1;
    block[4] = 2;
    __asm__ volatile("cbo.zero (%0)" : : "r"(block) : "memory");
    RT_EXPECT_EQ(block[0] + block[4], 0);
}
#endif

#ifdef __riscv_zicbom
RT_TEST(a_flushed_block_keeps_its_values)
{
    static _Alignas(64) volatile unsigned value = 77;
    __asm__ volatile("cbo.flush (%0)" : : "r"(&value) : "memory");
    RT_EXPECT_EQ(value, 77U);
}
#endif
