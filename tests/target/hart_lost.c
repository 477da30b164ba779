/* SPDX-License-Identifier: MIT */
/* The first message to another hart gets lost, as QEMU 7.2 may lose one. */
#include <rt/hart.h>
#include <rt/test.h>

enum {
    SECOND_US = 1000000,
};

static unsigned sent;

void __wrap_board_set_software_irq(unsigned long hart_id, bool pending);
void __real_board_set_software_irq(unsigned long hart_id, bool pending);

void __wrap_board_set_software_irq(unsigned long hart_id, bool pending)
{
    if (!pending || sent++ != 0) {
        __real_board_set_software_irq(hart_id, pending);
    }
}

static void set_to_true(void *flag)
{
    *(bool *)flag = true;
}

RT_TEST(a_message_that_is_lost_is_sent_again)
{
    RT_HART_STACK(stack, 4096);
    bool has_run = false;

    RT_EXPECT_EQ(rt_hart_start(1, set_to_true, &has_run, stack), HAL_OK);
    RT_EXPECT_EQ(rt_hart_wait(1, SECOND_US), HAL_OK);
    RT_EXPECT(has_run);
    RT_EXPECT_GT(sent, 1);
}
