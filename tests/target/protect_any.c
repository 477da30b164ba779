/* SPDX-License-Identifier: MIT */
/* PROTECTION ANY after an earlier stage that left entries: STAGE is OPEN or PAGE. */
#include "faults.h"
#include "protect_stage.h"
#include "recurse.h"

#include <rt/image.h>
#include <rt/protect.h>
#include <rt/test.h>
#include <rt/trap.h>

void __wrap_rti_pmp_start(void);
void __real_rti_pmp_start(void);

void __wrap_rti_pmp_start(void)
{
    stage_run(STAGE);
    __real_rti_pmp_start();
}

RT_TEST(nothing_is_missing)
{
    RT_EXPECT_STR_EQ(rt_protect_missing(0), NULL);
}

RT_TEST_PANICS(endless_recursion, "stack overflow: main stack of hart ")
{
    recurse(0);
}

RT_TEST_PANICS(store_to_code, "store to code, which is read-only")
{
    AT(char, rt_text_start) = 1;
}

RT_TEST_PANICS(store_to_a_constant, "store to a constant, which is read-only")
{
    AT(char, rt_rodata_start) = 1;
}

RT_TEST_PANICS(jump_to_data, "jump to an address that is not code")
{
    jump((uintptr_t)rt_stack_start);
}

RT_TEST_PANICS(store_to_null, "store through a null pointer")
{
    AT(char, 0) = 1;
}

RT_TEST_PANICS(store_to_an_undeclared_address, "store to an address where nothing may be written")
{
    AT(char, 0x50000000) = 1;
}

/* The stage's lock stays. Without one, the page is free. */
RT_TEST(the_page_of_the_stage)
{
    uint32_t value;

    RT_EXPECT_EQ(rti_pmp_config(0) == PROTECT_GUARD &&
                     rti_pmp_address(0) == STAGE_CLOSED_PAGE / 4 + 0x1ff,
                 STAGE == STAGE_PAGE);
    RT_EXPECT(!rt_try_load32(STAGE_CLOSED_PAGE, &value));
}

RT_TEST(a_range_can_be_opened_if_an_entry_is_left)
{
    if (rt_protect_open(0x50000000, 0x1000)) {
        AT(char, 0x50000fff) = 1;
    } else {
        RT_EXPECT_EQ(STAGE, STAGE_PAGE);
    }
}
