/* SPDX-License-Identifier: MIT */
/*
 * A hart is starting when another one panics. Both send it an IPI, and it mistakes the panic's IPI
 * for the one that starts it.
 */
#include <rt/board.h>
#include <rt/csr.h>
#include <rt/hart.h>
#include <rt/panic.h>
#include <rt/test.h>

enum {
    STACK = 2048,
};

static char stacks[3][STACK] __attribute__((aligned(16)));
static volatile bool starting, raised;

/* The linker's names for the board's function and its wrapper here. */
void __real_board_set_software_irq(unsigned long hart, bool pending);
void __wrap_board_set_software_irq(unsigned long hart, bool pending);

/* Hart 1 clears its IPI only after the panic of hart 2 has raised another. */
void __wrap_board_set_software_irq(unsigned long hart, bool pending)
{
    const bool of_hart_1 = hart == rt_hart_id(1);

    if (of_hart_1 && !pending) {
        starting = true;
        while (!raised) {
        }
    }
    __real_board_set_software_irq(hart, pending);
    if (of_hart_1 && csr_read(mhartid) == rt_hart_id(2)) {
        raised = true;
    }
}

static void panic_when_told(void *argument)
{
    (void)argument;
    while (!starting) {
    }
    rt_panic("while hart 1 starts");
}

static void spin_for_good(void *argument)
{
    (void)argument;
    for (;;) {
    }
}

static void start(unsigned hart, rt_hart_function *function)
{
    RT_REQUIRE_EQ(rt_hart_start(hart, function, NULL, (struct rt_hart_stack){stacks[hart], STACK}),
                  HAL_OK);
}

RT_TEST_PANICS(a_hart_that_is_just_starting_is_stopped_too, "  hart 1: pc 0x")
{
    rt_hart_calls_enable();
    start(2, panic_when_told);
    start(1, spin_for_good);
    spin_for_good(NULL);
}
