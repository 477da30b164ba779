/* SPDX-License-Identifier: MIT */
/*
 * A panic stops a hart that runs a program, and shows where the program was, though the kernel has
 * a use of its own for the software interrupt.
 */
#include <rt/board.h>
#include <rt/csr.h>
#include <rt/hart.h>
#include <rt/interrupt.h>
#include <rt/panic.h>
#include <rt/program_image.h>

RT_PROGRAM_IMAGE(spinner);
RT_HART_STACK(stack, 2048);

static struct rt_program program;
static struct rt_regions regions;
static volatile bool spins;
static volatile bool was_interrupted;

struct rt_program *rt_program_trap(struct rt_program *it)
{
    if (it->frame.cause == CAUSE_ECALL_U) {
        it->frame.pc += 4;
        spins = true;
    } else {
        board_set_software_irq(rt_hart_id(rt_hart_self()), false);
        was_interrupted = true;
    }
    return it;
}

static void run_program(void *unused)
{
    (void)unused;
    rt_interrupt_enable(IRQ_MACHINE_SOFTWARE);
    rt_program_run(&program);
}

int main(void)
{
    if (rt_program_load(&program, RT_MODE_USER, &regions, &rt_image_spinner) < 0 ||
        rt_hart_start(1, run_program, NULL, stack) < 0) {
        return 1;
    }
    while (!spins) {
    }
    board_set_software_irq(rt_hart_id(1), true);
    while (!was_interrupted) {
    }
    rt_panic("one hart is enough");
}
