/* SPDX-License-Identifier: MIT */
/*
 * Traps that are neither calls nor delegated.
 */
#include "trap.h"

#include "hart.h"

enum {
    MSTATUS_SIE = 1 << 1,
    MSTATUS_SPIE = 1 << 5,
    MSTATUS_SPP = 1 << 8,
    MPP_SHIFT = 11,
    HSTATUS_GVA = 1 << 6,
    HSTATUS_SPV = 1 << 7,
    HSTATUS_SPVP = 1 << 8,
};

#if __riscv_xlen == 64
#define MSTATUS_GVA (1UL << 38)
#define MSTATUS_MPV (1UL << 39)

/* The trap is one of a guest: the hypervisor gets it (privileged specification, 18.2.1). */
static void leave_guest(struct rt_trap_frame *frame)
{
    unsigned long hstatus = csr_read(0x600) & ~(unsigned long)(HSTATUS_GVA | HSTATUS_SPVP);

    hstatus |= HSTATUS_SPV;
    hstatus |= (frame->status & MSTATUS_MPP) != 0 ? HSTATUS_SPVP : 0;
    hstatus |= (frame->status & MSTATUS_GVA) != 0 ? HSTATUS_GVA : 0;
    csr_write(0x600, hstatus);
    frame->status &= ~(MSTATUS_MPV | MSTATUS_GVA);
}
#endif

/* Gives a trap to the supervisor, as if it were delegated (4.1.1 and 4.1.4). */
static void redirect(struct rt_trap_frame *frame)
{
    const bool from_supervisor = (frame->status & MSTATUS_MPP) != 0;

    csr_write(sepc, frame->pc);
    csr_write(scause, frame->cause);
    csr_write(stval, frame->tval);
#if __riscv_xlen == 64
    if ((frame->status & MSTATUS_MPV) != 0) {
        leave_guest(frame);
    } else if (sbi_has_hypervisor()) {
        csr_clear(0x600, HSTATUS_SPV); /* hstatus */
    }
#endif
    unsigned long status =
        frame->status & ~(unsigned long)(MSTATUS_SPP | MSTATUS_SPIE | MSTATUS_SIE | MSTATUS_MPP);
    status |= from_supervisor ? MSTATUS_SPP : 0;
    status |= (frame->status & MSTATUS_SIE) != 0 ? MSTATUS_SPIE : 0;
    frame->status = status | (unsigned long)RT_MODE_SUPERVISOR << MPP_SHIFT;
    frame->pc = csr_read(stvec) & ~3UL;
}

static bool serve(struct rt_program *program)
{
    switch (program->frame.cause) {
    case CAUSE_LOAD_MISALIGNED:
    case CAUSE_STORE_MISALIGNED:
        return sbi_serve_misaligned(program);
    case CAUSE_ILLEGAL_INSTRUCTION:
        return sbi_serve_rdtime(program);
    default:
        return false;
    }
}

struct rt_program *rt_program_trap(struct rt_program *program)
{
    if (!serve(program)) {
        redirect(&program->frame);
    }
    return program;
}
