/* SPDX-License-Identifier: MIT */
/*
 * Programs of rivet_add_program begin anew with each load, and leave the firmware alone.
 */
#include <rt/csr.h>
#include <rt/image.h>
#include <rt/program_image.h>
#include <rt/test.h>

RT_PROGRAM_IMAGE(thread);

static struct rt_program program;
static struct rt_regions regions;
static _Thread_local int own = 11;
static _Thread_local int own_zeros[40];

RT_TEST(a_program_begins_with_its_own_variables_each_time)
{
    for (unsigned i = 0; i < 3; i++) {
        RT_REQUIRE_EQ(rt_program_load(&program, RT_MODE_USER, &regions, &rt_image_thread), HAL_OK);
        rt_program_run(&program);
        RT_REQUIRE_EQ(program.frame.cause, CAUSE_ECALL_U);
        RT_REQUIRE_EQ(program.frame.a7, 1);
    }
}

RT_TEST(thread_local_variables_of_the_firmware_stay_in_its_block)
{
    RT_EXPECT((uintptr_t)own_zeros >= (uintptr_t)rt_boot_tls);
    RT_EXPECT((uintptr_t)(own_zeros + 40) <= (uintptr_t)rt_boot_tls_end);
    RT_EXPECT_EQ(own, 11);
    for (unsigned i = 0; i < 40; i++) {
        RT_EXPECT_EQ(own_zeros[i], 0);
    }
}
