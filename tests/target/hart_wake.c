/* SPDX-License-Identifier: MIT */
/*
 * A hart is started just as it answers an earlier IPI. It has seen that there is no request, and
 * then clears the interrupt that announces one.
 */
#include <rt/board.h>
#include <rt/csr.h>
#include <rt/hart.h>
#include <rt/test.h>

enum {
    STACK = 2048,
    TIMEOUT_US = 5000000,
};

static char stack[STACK] __attribute__((aligned(16)));
static volatile bool answering, raised, ran;

/* The linker's names for the board's function and its wrapper here. */
void __real_board_set_software_irq(unsigned long hart, bool pending);
void __wrap_board_set_software_irq(unsigned long hart, bool pending);

/* Hart 1 clears its first IPI only after its start has raised another. */
void __wrap_board_set_software_irq(unsigned long hart, bool pending)
{
    if (!pending && !answering) {
        answering = true;
        while (!raised) {
        }
    }
    const bool of_start = pending && answering;

    __real_board_set_software_irq(hart, pending);
    if (of_start) {
        raised = true;
    }
}

static void run(void *argument)
{
    (void)argument;
    ran = true;
}

RT_TEST(a_start_is_not_lost_in_an_earlier_wake_up)
{
    board_set_software_irq(rt_hart_id(1), true);
    while (!answering) {
    }
    RT_REQUIRE_EQ(rt_hart_start(1, run, NULL, (struct rt_hart_stack){stack, STACK}), HAL_OK);
    RT_EXPECT_EQ(rt_hart_wait(1, TIMEOUT_US), HAL_OK);
    RT_EXPECT(ran);
}
