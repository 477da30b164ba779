/* SPDX-License-Identifier: MIT */
/* A core without a PMP: the firmware runs, and every report says that nothing is protected. */
#include "irq.h"

#include <rt/panic.h>
#include <rt/protect.h>
#include <rt/test.h>

#include <string.h>

RT_TEST(missing_protection_is_named_once)
{
    const char *const missing = rt_protect_missing(0);

    RT_EXPECT(missing != NULL && strstr(missing, "all of it") != NULL);
    RT_EXPECT(rt_protect_missing(1) == NULL);
}

static volatile bool asked;

RT_INTERRUPT(software)
{
    irq_clear_software();
    asked = rt_protect_missing(0) != NULL;
}

RT_TEST(a_handler_may_ask_too)
{
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_interrupts_on();
    irq_raise_software();
    while (!asked) {
    }
    rt_interrupts_off();
}

RT_TEST_PANICS(the_report_says_so, "protection missing: all of it")
{
    rt_panic("without protection");
}
