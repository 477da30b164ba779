/* SPDX-License-Identifier: MIT */
/* Instructions that the core refuses to execute, and interrupts without a handler. */
#include "faults.h"
#include "irq.h"

#include <rt/board.h>
#include <rt/csr.h>
#include <rt/image.h>
#include <rt/test.h>

RT_TEST_PANICS(instruction_of_zeros, "illegal instruction")
{
    __asm__ volatile(".4byte 0");
}

RT_TEST_PANICS(instruction_of_ones, "illegal instruction")
{
    __asm__ volatile(".4byte 0xffffffff");
}

RT_TEST_PANICS(unimplemented_csr, "illegal instruction")
{
    __asm__ volatile("csrr t0, 0x5c0" ::: "t0");
}

RT_TEST_PANICS(write_to_a_read_only_csr, "illegal instruction")
{
    __asm__ volatile("csrw 0xf14, t0");
}

RT_TEST_PANICS(float_instruction_with_the_fpu_off, "illegal instruction")
{
    csr_clear(mstatus, MSTATUS_FS);
    __asm__ volatile(".4byte 0x02007053"); /* fadd.d ft0, ft0, ft0 */
}

RT_TEST_PANICS(breakpoint, "breakpoint without a debugger")
{
    __asm__ volatile(".option push\n .option norvc\n ebreak\n .option pop");
}

#ifdef __riscv_compressed
RT_TEST_PANICS(compressed_breakpoint, "breakpoint without a debugger")
{
    __asm__ volatile("c.ebreak");
}
#endif

#ifndef __riscv_compressed
RT_TEST_PANICS(jump_into_the_middle_of_an_instruction, "instruction address misaligned")
{
    jump((uintptr_t)rt_text_start + 2);
}
#endif

RT_TEST_PANICS(trap_builtin, "instruction")
{
    /* Clang and GCC choose differently between unimp and ebreak, but both trap. */
    __asm__ volatile("unimp");
}

RT_TEST_PANICS(environment_call, "environment call from machine mode")
{
    __asm__ volatile("ecall");
}

/* Continues at the label in user mode. */
#define IN_USER_MODE(code)                                               \
    __asm__ volatile("csrc mstatus, %0\n la t0, 1f\n csrw mepc, t0\n"    \
                     "mret\n 1: " code ::"r"((unsigned long)MSTATUS_MPP) \
                     : "t0")

RT_TEST_PANICS(environment_call_from_user_mode, "environment call from user mode")
{
    IN_USER_MODE("ecall");
}

RT_TEST_PANICS(machine_csr_in_user_mode, "mode U")
{
    IN_USER_MODE("csrr t0, mscratch");
}

RT_TEST_PANICS(mret_in_user_mode, "illegal instruction")
{
    IN_USER_MODE("mret");
}

RT_TEST_PANICS(store_to_code_in_user_mode, "store to code, which is read-only")
{
    IN_USER_MODE("sw zero, 0(t0)");
}

static void interrupt_by(unsigned number)
{
    csr_set(mie, 1UL << number);
    csr_set(mip, 1UL << number);
    csr_set(mstatus, MSTATUS_MIE);
    for (;;) {
    }
}

RT_TEST_PANICS(timer_interrupt_without_a_handler, "interrupt without a handler: timer interrupt")
{
    hal_timer_set_deadline(board_timer, 0);
    interrupt_by(IRQ_MACHINE_TIMER);
}

RT_TEST_PANICS(software_interrupt_without_a_handler,
               "interrupt without a handler: software interrupt")
{
    IRQ_NEEDS_SOFTWARE();
    irq_raise_software();
    interrupt_by(IRQ_MACHINE_SOFTWARE);
}

RT_TEST_PANICS(interrupt_of_another_kind, "interrupt without a handler")
{
    interrupt_by(1);
}

RT_TEST_PANICS(supervisor_timer_interrupt, "interrupt without a handler")
{
    interrupt_by(5);
}

RT_TEST_PANICS(supervisor_external_interrupt, "interrupt without a handler")
{
    interrupt_by(9);
}
