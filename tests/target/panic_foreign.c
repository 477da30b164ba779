/* SPDX-License-Identifier: MIT */
/*
 * An RTOS or a boot loader's leftovers: mtvec and mscratch are somebody else's. Panics and faults
 * are reported all the same, and nothing is written where mscratch points.
 */
#undef NDEBUG

#include "faults.h"
#include "irq.h"

#include <rt/board.h>
#include <rt/csr.h>
#include <rt/image.h>
#include <rt/interrupt.h>
#include <rt/panic.h>
#include <rt/test.h>
#include <rt/trap_frame.h>

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#if __riscv_xlen == 64
#define STORE      "sd "
#define ADDRESS_44 "0x0000000000000044"
#else
#define STORE      "sw "
#define ADDRESS_44 "0x00000044"
#endif

/* What the RTOS has in mscratch. */
static unsigned char theirs[1024], untouched[1024];
static bool is_theirs_checked;

/* Says after the report whether it was written. */
void rt_panic_end(void)
{
    if (is_theirs_checked) {
        is_theirs_checked = false;
        rt_panic("theirs is %s",
                 memcmp(theirs, untouched, sizeof(theirs)) == 0 ? "untouched" : "not");
    }
}

/* Takes an ecall for a yield, as FreeRTOS does: the code behind it would be run. */
__attribute__((naked, aligned(64))) static void yield_handler(void)
{
    __asm__ volatile("csrw mscratch, t0\n\t"
                     "csrr t0, mepc\n\t"
                     "addi t0, t0, 4\n\t"
                     "csrw mepc, t0\n\t"
                     "csrr t0, mscratch\n\t"
                     "mret");
}

/* Calls @p panic with a stack that has no room left. */
__attribute__((noreturn)) static void call_without_room(void (*panic)(const char *, ...))
{
    register const char *message __asm__("a0") = "no room";

    __asm__ volatile("mv sp, %0\n\t"
                     "jr %1" ::"r"(rt_stack_start),
                     "r"(panic), "r"(message));
    __builtin_unreachable();
}

RT_TEST_PANICS(a_panic_without_room_does_not_need_mtvec, "*** PANIC: stack overflow: main stack of")
{
    csr_write(mtvec, yield_handler);
    call_without_room(rt_panic);
}

RT_TEST_PANICS(one_about_a_frame_without_room_neither, "*** PANIC: stack overflow: main stack of")
{
    csr_write(mtvec, yield_handler);
    call_without_room((void (*)(const char *, ...))(uintptr_t)rt_panic_at);
}

static void take_mscratch(void)
{
    memset(theirs, 0xa5, sizeof(theirs));
    memset(untouched, 0xa5, sizeof(untouched));
    is_theirs_checked = true;
    csr_write(mscratch, theirs + sizeof(theirs) / 2);
}

RT_TEST_PANICS(a_panic_does_not_need_mtvec, "*** PANIC: on purpose, number 7\n")
{
    csr_write(mtvec, yield_handler);
    rt_panic("on purpose, number %d", 7);
}

RT_TEST_PANICS(abort_does_not_need_mtvec, "*** PANIC: abort")
{
    csr_write(mtvec, yield_handler);
    abort();
}

RT_TEST_PANICS(an_assertion_does_not_need_mtvec, "panic_foreign.c")
{
    csr_write(mtvec, yield_handler);
    assert(hide(0) == 1);
}

RT_TEST_PANICS(a_panic_with_both_replaced_is_reported, "*** PANIC: both\n")
{
    take_mscratch();
    csr_write(mtvec, yield_handler);
    rt_panic("both");
}

RT_TEST_PANICS(a_panic_writes_nothing_through_mscratch, "*** PANIC: theirs is untouched\n")
{
    take_mscratch();
    csr_write(mtvec, yield_handler);
    rt_panic("both");
}

RT_TEST_PANICS(a_fault_with_another_mscratch_is_reported, "*** PANIC: store through a null pointer")
{
    take_mscratch();
    AT(int, 8) = 1;
}

RT_TEST_PANICS(a_fault_writes_nothing_through_mscratch, "*** PANIC: theirs is untouched\n")
{
    take_mscratch();
    AT(int, 8) = 1;
}

RT_TEST_PANICS(mscratch_may_point_nowhere, "*** PANIC: store through a null pointer")
{
    csr_write(mscratch, hide(NOWHERE));
    AT(int, 8) = 1;
}

RT_TEST_PANICS(mscratch_may_be_0, "*** PANIC: illegal instruction")
{
    csr_write(mscratch, 0);
    __asm__ volatile("unimp");
}

/* mtvec of the panic path has no room for them. */
RT_TEST_PANICS(pending_interrupts_do_not_disturb_a_panic, "*** PANIC: with interrupts pending\n")
{
    csr_write(mtvec, yield_handler);
    csr_set(mie, MIP_MSIP | MIP_MTIP | MIP_MEIP);
    if (board_set_software_irq != NULL) {
        irq_raise_software();
    }
    hal_timer_set_deadline(board_timer, 0);
    rt_panic("with interrupts pending");
}

/* Their handler saves the registers in a frame and hands it over, on a stack of its own. */
static struct rt_trap_frame frame;
static char their_stack[512] __attribute__((aligned(16)));

__attribute__((noreturn, used)) static void hand_over(void)
{
    rt_panic_frame(&frame);
}

#define SAVE(name)      STORE #name ", %c[" #name "](t0)\n\t"
#define AT_MEMBER(name) [name] "i"(offsetof(struct rt_trap_frame, name))

__attribute__((naked, aligned(64))) static void their_handler(void)
{
    __asm__ volatile("csrw mscratch, t0\n\t"
                     ".option push\n\t"
                     ".option norelax\n\t"
                     "la t0, %[frame]\n\t"
                     ".option pop\n\t" SAVE(ra) SAVE(sp) SAVE(gp) SAVE(tp) SAVE(t1) SAVE(a0)
                         SAVE(s0) STORE "t2, %c[t2](t0)\n\t"
                                        "csrr t1, mscratch\n\t" STORE "t1, %c[t0](t0)\n\t"
                                        "csrr t1, mepc\n\t" STORE "t1, %c[pc](t0)\n\t"
                                        "csrr t1, mstatus\n\t" STORE "t1, %c[status](t0)\n\t"
                                        "csrr t1, mcause\n\t" STORE "t1, %c[cause](t0)\n\t"
                                        "csrr t1, mtval\n\t" STORE "t1, %c[tval](t0)\n\t"
                                        "la sp, %[room]\n\t"
                                        "j %[hand_over]" ::[frame] "i"(&frame),
                     [room] "i"(their_stack + sizeof(their_stack)), [hand_over] "i"(hand_over),
                     AT_MEMBER(ra), AT_MEMBER(sp), AT_MEMBER(gp), AT_MEMBER(tp), AT_MEMBER(t0),
                     AT_MEMBER(t1), AT_MEMBER(t2), AT_MEMBER(a0), AT_MEMBER(s0), AT_MEMBER(pc),
                     AT_MEMBER(status), AT_MEMBER(cause), AT_MEMBER(tval));
}

RT_TEST_PANICS(a_fault_that_their_handler_took_is_reported,
               "*** PANIC: store through a null pointer\n  pc      0x")
{
    take_mscratch();
    csr_write(mtvec, their_handler);
    AT(int, 0x44) = 1;
}

RT_TEST_PANICS(its_address_is_that_of_the_fault, "\n  address " ADDRESS_44 "\n  cause   7, store")
{
    csr_write(mtvec, their_handler);
    AT(int, 0x44) = 1;
}

RT_TEST_PANICS(its_stack_is_that_of_the_fault, "\n  stack   main stack, ")
{
    csr_write(mtvec, their_handler);
    AT(int, 0x44) = 1;
}

static volatile bool has_interrupted;

RT_INTERRUPT_NESTING(timer)
{
    hal_timer_cancel(board_timer);
    has_interrupted = true;
}

/* Interrupts were not off because of the handler, which has returned. */
RT_TEST_PANICS(its_overflow_is_not_of_a_handler_that_has_run,
               "*** PANIC: stack overflow: main stack of hart ")
{
    hal_timer_set_deadline(board_timer, 0);
    rt_interrupt_enable(IRQ_MACHINE_TIMER);
    rt_interrupts_on();
    while (!has_interrupted) {
    }
    rt_interrupts_off();
    csr_write(mtvec, their_handler);
    volatile char *const array = __builtin_alloca(hide(12000));
    array[0] = 1;
}

RT_TEST_PANICS(a_frame_at_a_bad_address_is_a_report_too, "*** PANIC: bad trap frame 0x")
{
    rt_panic_frame((const struct rt_trap_frame *)hide(NOWHERE));
}

/* A handler blames what it interrupted, with a message of its own. */
__attribute__((noinline)) static void blame(unsigned long cause)
{
    static struct rt_trap_frame blamed;

    memset(&blamed, 0x11, sizeof(blamed));
    blamed.pc = (unsigned long)blame;
    blamed.cause = cause;
    blamed.tval = 0x44;
    rt_panic_at(&blamed, "%d %d %d %d %d %d %d %s", 1, 2, 3, 4, 5, 6, 7, "eight");
}

RT_TEST_PANICS(a_message_about_a_frame_has_all_its_arguments,
               "*** PANIC: 1 2 3 4 5 6 7 eight\n  pc      0x")
{
    blame(~0UL);
}

RT_TEST_PANICS(its_registers_are_those_of_the_frame, "  sp  0x11111111")
{
    blame(~0UL);
}

RT_TEST_PANICS(its_cause_is_shown_if_it_has_one, "\n  address " ADDRESS_44 "\n  cause   7, store")
{
    blame(CAUSE_STORE_ACCESS);
}

RT_TEST_PANICS(a_message_about_a_bad_frame_is_a_report_too, "*** PANIC: bad trap frame 0x")
{
    rt_panic_at((const struct rt_trap_frame *)hide(NOWHERE), "unreachable");
}
