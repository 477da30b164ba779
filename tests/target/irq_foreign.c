/* SPDX-License-Identifier: MIT */
/*
 * CONTEXTS any: an interrupt finds the sp, gp and tp of somebody else, and leaves every register
 * and all their memory as it was. HANDLER is the kind of the handlers.
 */
#include "irq_foreign.h"
#include "irq.h"
#include "random.h"

#include <rt/image.h>
#include <rt/test.h>

#include <string.h>

enum {
    SEEDS = 100000,
};

extern char own_gp[] __asm__("__global_pointer$");

static _Thread_local volatile unsigned of_thread = 42;
static volatile unsigned calls, wrong;

/* The handler has the runtime's tp and gp, whatever it interrupted, and a stack of its own. */
static void check_context(void)
{
    uintptr_t gp, sp;

    __asm__ volatile("mv %0, gp" : "=r"(gp));
    __asm__ volatile("mv %0, sp" : "=r"(sp));
    wrong += gp != (uintptr_t)own_gp;
    wrong += of_thread != 42;
    wrong += sp < (uintptr_t)rt_harts_start || sp >= (uintptr_t)rt_harts_end;
    calls++;
}

HANDLER(timer)
{
    hal_timer_cancel(board_timer);
    check_context();
}

HANDLER(software)
{
    irq_clear_software();
    check_context();
}

static struct foreign_registers wanted, found;

static void check_registers(void)
{
    foreign_interrupt(&wanted, &found);
    RT_REQUIRE(memcmp(&found, &wanted, sizeof(found)) == 0);
    RT_REQUIRE_EQ(wrong, 0);
}

RT_TEST(a_timer_interrupt_writes_nothing_where_a_foreign_tp_points)
{
    static unsigned char stack[512], thread[512], untouched[512];

    memset(untouched, 0xa5, sizeof(untouched));
    memcpy(stack, untouched, sizeof(stack));
    memcpy(thread, untouched, sizeof(thread));
    wanted.x[FOREIGN_SP] = (uintptr_t)stack + 256;
    wanted.x[FOREIGN_TP] = (uintptr_t)thread + 256;
    wanted.x[FOREIGN_GP] = (uintptr_t)thread + 256;
    hal_timer_set_deadline(board_timer, 0);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    check_registers();
    RT_EXPECT_EQ(calls, 1);
    RT_EXPECT(memcmp(stack, untouched, sizeof(stack)) == 0);
    RT_EXPECT(memcmp(thread, untouched, sizeof(thread)) == 0);
}

RT_TEST(every_register_survives_whatever_it_holds)
{
    uint32_t state = 1;

    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    for (unsigned seed = 1; seed <= SEEDS; seed++) {
        for (unsigned i = 0; i < FOREIGN_REGISTERS; i++) {
            wanted.x[i] = random_next(&state) * (~0UL / 0xffffU);
        }
        irq_raise_software();
        check_registers();
        RT_REQUIRE_EQ(calls, seed);
    }
}

/* The runtime's own sp, gp and tp need no other entry. */
RT_TEST(the_own_context_is_a_context_like_any_other)
{
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    irq_raise_software();
    rt_interrupts_on();
    while (calls == 0) {
    }
    rt_interrupts_off();
    RT_EXPECT_EQ(wrong, 0);
    RT_EXPECT_EQ(of_thread, 42);
}
