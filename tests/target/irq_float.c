/* SPDX-License-Identifier: MIT */
/*
 * A storm of timer interrupts at random instants. The handler and the main loop both use floating
 * point. Neither may change the other's registers, of which the handler overwrites all.
 */
#include "irq.h"
#include "random.h"

#include <rt/test.h>

#include <stdbool.h>

enum {
    STORM = 20000,
};

static volatile unsigned calls;
static volatile double handler_sum;
static uint32_t seed = 1;

#ifdef __riscv_flen

#if __riscv_flen == 64
#define OP       "d"
#define OP_BYTES "8"
typedef double value;
#else
#define OP       "w"
#define OP_BYTES "4"
typedef float value;
#endif
#define REGISTERS                                                                             \
    "ft0, ft1, ft2, ft3, ft4, ft5, ft6, ft7, ft8, ft9, ft10, ft11, fa0, fa1, fa2, fa3, fa4, " \
    "fa5, fa6, fa7"
#define CLOBBERED                                                                                \
    "ft0", "ft1", "ft2", "ft3", "ft4", "ft5", "ft6", "ft7", "ft8", "ft9", "ft10", "ft11", "fa0", \
        "fa1", "fa2", "fa3", "fa4", "fa5", "fa6", "fa7", "memory"
/* Loads or stores all registers that a call may change, at the address in operand @p at. */
#define EACH(operation, at)                              \
    ".set offset, 0\n\t.irp register, " REGISTERS "\n\t" \
    "f" operation OP " \\register, offset(" at ")\n\t"   \
    ".set offset, offset + " OP_BYTES "\n\t.endr\n\t"

enum {
    FLOATS = 20
};

/* Overwrites the registers, and the stack below the handler's frame. */
static __attribute__((noinline)) void overwrite(void)
{
    static const value others[FLOATS] = {-1};
    unsigned long room[32];

    for (unsigned i = 0; i < 32; i++) {
        room[i] = ~0UL;
    }
    __asm__ volatile(EACH("l", "%0")::"r"(others), "r"(room) : CLOBBERED);
}

#else

static void overwrite(void)
{
}

#endif

/* 64 of virt's timer. A slow timer's would make the storm last a minute. */
static uint32_t ticks(void)
{
    const uint32_t some = board_timer->frequency_hz / 160000;

    return 2 + (some < 62 ? some : 62);
}

RT_INTERRUPT_FLOAT(timer)
{
    calls++;
    overwrite();
    handler_sum = handler_sum * 0.5 + (double)calls;
    hal_timer_set_deadline(board_timer, hal_timer_now(board_timer) + random_next(&seed) % ticks());
}

/* The same sum twice, once with interrupts: a lost register makes them differ. */
static double sum(unsigned terms)
{
    double a = 1.0;
    double b = 0.0;

    for (unsigned i = 1; i <= terms; i++) {
        a = a * 1.0000001 + 1.0 / i;
        b += a / (double)(i + 1);
    }
    return a + b;
}

RT_TEST(floating_point_survives_in_main_and_in_the_handler)
{
    const double expected = sum(1000);
    double wanted = 0.0;

    hal_timer_set_deadline(board_timer, 0);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupts_on();
    while (calls < STORM) {
        RT_REQUIRE(sum(1000) == expected);
    }
    rt_interrupts_off();
    for (unsigned i = 1; i <= calls; i++) {
        wanted = wanted * 0.5 + (double)i;
    }
    RT_EXPECT(handler_sum == wanted);
}

#ifdef __riscv_flen

/* The entry's frame has 8 bytes for each register, and nothing below sp is safe. */
static bool is_in_frame(value wanted)
{
    const char *const end = (const char *)rt_hart_block()->irq[RT_IRQ_STACK_plain].frame;

    for (const char *at = end - FLOATS * 8; at < end; at += sizeof(value)) {
        if (*(const value *)(const void *)at == wanted) {
            return true;
        }
    }
    return false;
}

RT_TEST(every_register_that_a_call_may_change_survives)
{
    static value before[FLOATS], after[FLOATS];

    for (unsigned i = 0; i < FLOATS; i++) {
        before[i] = (value)(i + 1);
    }
    hal_timer_set_deadline(board_timer, 0);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    while (!rt_interrupt_pending(IRQ_MACHINE_TIMER)) {
    }
    __asm__ volatile(EACH("l", "%0") "csrsi mstatus, 8\n\t"
                                     "csrci mstatus, 8\n\t" EACH("s", "%1")::"r"(before),
                     "r"(after)
                     : CLOBBERED);
    RT_EXPECT_GT(calls, 0);
    for (unsigned i = 0; i < FLOATS; i++) {
        RT_EXPECT(after[i] == before[i]);
        RT_EXPECT(is_in_frame(before[i]));
    }
}
#endif
