/* SPDX-License-Identifier: MIT */
/*
 * The controller's sources nest, and no other source gets in, whatever sp they interrupt.
 */
#include "irq.h"
#include "irq_devices.h"
#include "irq_foreign.h"

#include <rt/irq_controller.h>
#include <rt/test.h>

#include <string.h>

enum {
    SUPERVISOR_SOFTWARE = 1,
    LOW = 2,
    HIGH = 3,
};

static volatile unsigned high_calls, local_calls, local_calls_inside;
static struct foreign_registers wanted, found;

RT_INTERRUPT_NESTING(supervisor_software)
{
    csr_clear(mip, 1UL << SUPERVISOR_SOFTWARE);
    local_calls++;
}

static void serve_high(void *context)
{
    (void)context;
    irq_devices[1].lower();
    high_calls++;
}

static void serve_low(void *context)
{
    (void)context;
    irq_devices[0].lower();
    csr_set(mip, 1UL << SUPERVISOR_SOFTWARE);
    irq_devices[1].raise();
    while (high_calls == 0) {
    }
    local_calls_inside = local_calls;
}

static void interrupt_over(unsigned long sp)
{
    wanted.x[FOREIGN_SP] = sp;
    irq_devices[0].lower();
    irq_devices[1].lower();
    rt_irq_begin();
    RT_REQUIRE_EQ(rt_irq_attach(irq_devices[0].source, LOW, serve_low, NULL), LOW);
    RT_REQUIRE_EQ(rt_irq_attach(irq_devices[1].source, HIGH, serve_high, NULL), HIGH);
    rt_interrupt_enable(SUPERVISOR_SOFTWARE);
    irq_devices[0].raise();
    foreign_interrupt(&wanted, &found);
    RT_EXPECT(memcmp(&found, &wanted, sizeof(found)) == 0);
    RT_EXPECT_EQ(high_calls, 1);
    RT_EXPECT_EQ(local_calls_inside, 0);
}

RT_TEST(the_controller_nests_over_a_foreign_stack)
{
    interrupt_over(16);
}

RT_TEST(the_controller_nests_over_a_stack_pointer_of_0)
{
    interrupt_over(0);
}
