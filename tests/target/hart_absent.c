/* SPDX-License-Identifier: MIT */
/*
 * Harts that do not answer: one that the machine does not have, which the board knows, and one that
 * its IPI does not reach in time. QEMU has one hart less than the firmware, and its time passes
 * fast.
 */
#include <hal/timer.h>
#include <rt/board.h>
#include <rt/hart.h>
#include <rt/test.h>

enum {
    STACK = 2048,
    DEAF = 1,
    MISSING = 2,
    ANSWER_S = 10,
};

static char stack[STACK] __attribute__((aligned(16)));
static volatile bool is_deaf, ran;

/* The linker's names for the board's function and its wrapper here. */
void __real_board_set_software_irq(unsigned long hart, bool pending);
void __wrap_board_set_software_irq(unsigned long hart, bool pending);

void __wrap_board_set_software_irq(unsigned long hart, bool pending)
{
    if (!is_deaf || hart != rt_hart_id(DEAF)) {
        __real_board_set_software_irq(hart, pending);
    }
}

static void run(void *argument)
{
    (void)argument;
    ran = true;
}

static int start(unsigned hart)
{
    return rt_hart_start(hart, run, NULL, (struct rt_hart_stack){stack, STACK});
}

/* Starts a hart that must not answer; returns for how many seconds that waits. */
static uint64_t seconds_of_start(unsigned hart)
{
    const uint64_t before = hal_timer_now(board_timer);

    RT_EXPECT_EQ(start(hart), HAL_ERR_ABSENT);
    return (hal_timer_now(board_timer) - before) / board_timer->frequency_hz;
}

RT_TEST(a_hart_that_the_machine_lacks_is_absent_at_once)
{
    RT_EXPECT_EQ(seconds_of_start(MISSING), 0);
    RT_EXPECT_EQ(seconds_of_start(MISSING), 0);
    RT_EXPECT_EQ(rt_hart_wait(MISSING, 0), HAL_OK);
}

RT_TEST(a_hart_that_answers_too_late_does_not_start)
{
    is_deaf = true;
    RT_EXPECT_EQ(seconds_of_start(DEAF), ANSWER_S);
    is_deaf = false;
    board_set_software_irq(rt_hart_id(DEAF), true);
    RT_EXPECT_EQ(seconds_of_start(DEAF), 0);
    hal_timer_delay_ns(board_timer, 100000000);
    RT_EXPECT(!ran);
    RT_EXPECT_EQ(start(DEAF), HAL_ERR_ABSENT);
    RT_EXPECT_EQ(rt_hart_wait(DEAF, 0), HAL_OK);
}
