/* SPDX-License-Identifier: MIT */
/*
 * A core that leaves 0 in mtval: the report has the address all the same, from the instruction. The
 * handlers of this file make the core such a one.
 */
#include "faults.h"

#include <rt/csr.h>
#include <rt/image.h>
#include <rt/test.h>
#include <rt/trap.h>

static bool forget_address(struct rt_trap_frame *frame)
{
    frame->tval = 0;
    return false;
}

static void set_up(void)
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_LOAD_ACCESS, forget_address), 0);
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_STORE_ACCESS, forget_address), 0);
}

RT_TEST_FIXTURE(set_up, NULL);

RT_TEST_PANICS(a_null_store_is_one, "store through a null pointer")
{
    AT(int, 0x44) = 1;
}

RT_TEST_PANICS(another_store_is_not, "store to an address where nothing may be written")
{
    AT(int, NOWHERE) = 1;
}

RT_TEST_PANICS(a_store_to_code_is_told, "store to code, which is read-only")
{
    AT(char, rt_text_start) = 1;
}

RT_TEST_PANICS(the_address_is_told, "f0000008\n  cause   5")
{
    (void)AT(long, NOWHERE + 8);
}

RT_TEST_PANICS(an_overflow_is_told, "stack overflow: main stack of hart ")
{
    AT(char, rt_stack_guard + 8) = 1;
}
