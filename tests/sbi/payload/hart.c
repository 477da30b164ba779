/* SPDX-License-Identifier: MIT */
/*
 * Harts, their jobs and their traps.
 */
#include "hart.h"

#include "machine.h"
#include "print.h"

#include <stddef.h>

struct hart harts[HARTS];

_Static_assert(offsetof(struct hart, pc) == HART_FRAME_PC, "layout.h");
_Static_assert(offsetof(struct hart, kept) == HART_KEPT, "layout.h");
_Static_assert(offsetof(struct hart, resume) == HART_RESUME, "layout.h");
_Static_assert(offsetof(struct hart, trap_stack) == HART_TRAP_STACK, "layout.h");
_Static_assert(offsetof(struct hart, stack) == HART_STACK, "layout.h");
_Static_assert(offsetof(struct hart, at_start) == HART_AT_START, "layout.h");

uint64_t time_now(void)
{
#if __riscv_xlen == 64
    return csr_read(time);
#else
    unsigned long high, low;

    do {
        high = csr_read(timeh);
        low = csr_read(time);
    } while (csr_read(timeh) != high);
    return (uint64_t)high << 32 | low;
#endif
}

uint64_t time_after_ms(unsigned long milliseconds)
{
    return time_now() + (uint64_t)milliseconds * machine.ticks_per_ms;
}

struct result set_timer(uint64_t deadline)
{
    return sbi(TIME, 0, (unsigned long)deadline, (unsigned long)(deadline >> 16 >> 16));
}

void hart_prepare(struct hart *hart, unsigned long id)
{
    hart->id = id;
    hart->stack = (unsigned long)hart->stacks[1];
    hart->trap_stack = (unsigned long)hart->stacks[2];
}

__attribute__((noreturn)) void payload_hart_main(struct hart *hart);
void payload_hart_main(struct hart *hart)
{
    __atomic_fetch_add(&hart->starts, 1, __ATOMIC_RELEASE);
    hart->job(hart);
    interrupts_off();
    sbi(HSM, 1);
    say("FAILED: a hart's stop returned\n");
    for (;;) {
    }
}

bool hart_wait(unsigned long id, unsigned long state)
{
    return WAIT(sbi(HSM, 2, id).value == state);
}

bool hart_run(unsigned long id, void (*job)(struct hart *))
{
    struct hart *const hart = &harts[id];
    const unsigned starts = read_atomic(&hart->starts);

    hart_prepare(hart, id);
    hart->job = job;
    return hart_wait(id, STOPPED) &&
           sbi(HSM, 0, id, (unsigned long)payload_hart_start, (unsigned long)hart).error == OK &&
           WAIT(read_atomic(&hart->starts) != starts);
}

static void interrupt(struct hart *hart, unsigned long number)
{
    if (number == 1) {
        csr_clear(sip, SSIP);
        __atomic_fetch_add(&hart->ipis, 1, __ATOMIC_RELEASE);
    } else {
        hart->fired = time_now();
        csr_clear(sie, 1UL << number);
        __atomic_fetch_add(&hart->timers, 1, __ATOMIC_RELEASE);
    }
}

/* Returns are to this hart's own supervisor mode. */
static void leave_guest(struct hart *hart)
{
    if (hart->runs_guests) {
        hart->hstatus = csr_read(0x600);
        csr_clear(0x600, 0x80); /* SPV */
    }
    csr_set(sstatus, SSTATUS_SPP);
}

void payload_trap(struct hart *hart);
void payload_trap(struct hart *hart)
{
    enum {
        ECALL_FROM_USER = 8,
    };
    const unsigned long cause = csr_read(scause);

    if ((long)cause < 0) {
        interrupt(hart, cause & 63);
    } else if (hart->resume != 0) {
        hart->pc = hart->resume;
        hart->resume = 0;
        hart->frame.x[10] = cause == ECALL_FROM_USER ? ~0UL : cause;
        hart->fault_address = csr_read(stval);
        leave_guest(hart);
    } else {
        say("FAILED: hart %u got trap %x at %x, address %x\n", hart->id, cause, hart->pc,
            csr_read(stval));
        sbi(SRST, 0, 0, 1);
    }
}
