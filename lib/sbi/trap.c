/* SPDX-License-Identifier: MIT */
/*
 * Traps that are neither calls nor delegated. What the firmware does not serve, the supervisor gets
 * as if it were delegated (privileged specification, 4.1.1 and 4.1.4; of guests 18.2 and 18.6).
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

/* Of the trap: it is a guest's, and its address is a virtual one of the guest. RV32 has these bits
 * of mstatus in a register of their own, which a fault of the firmware's would change. */
#if __riscv_xlen == 64
#define STATUS_GVA (1UL << 38)
#define STATUS_MPV (1UL << 39)
#else
#define STATUS_GVA (1UL << 6)
#define STATUS_MPV (1UL << 7)
#endif

/* mstatus for the handler, with the interrupted mode and whether interrupts were on in it. */
static unsigned long enter_handler(unsigned long status, bool from_supervisor)
{
    unsigned long entered = status & ~(unsigned long)(MSTATUS_SPP | MSTATUS_SPIE | MSTATUS_SIE);

    entered |= from_supervisor ? MSTATUS_SPP : 0;
    entered |= (status & MSTATUS_SIE) != 0 ? MSTATUS_SPIE : 0;
    return entered;
}

static void to_supervisor(struct rt_trap_frame *frame, bool from_supervisor)
{
    csr_write(sepc, frame->pc);
    csr_write(scause, frame->cause);
    csr_write(stval, frame->tval);
    frame->status = enter_handler(frame->status, from_supervisor);
    frame->pc = csr_read(stvec) & ~3UL;
}

/* To the guest's own handler, if the hypervisor has delegated it. */
static void to_guest(struct rt_trap_frame *frame, bool from_supervisor)
{
    csr_write(0x241, frame->pc);                                       /* vsepc */
    csr_write(0x242, frame->cause);                                    /* vscause */
    csr_write(0x243, frame->tval);                                     /* vstval */
    csr_write(0x200, enter_handler(csr_read(0x200), from_supervisor)); /* vsstatus */
    frame->pc = csr_read(0x205) & ~3UL;                                /* vstvec */
}

/* Only a guest's trap changes SPVP. A hypervisor load has a guest's address too. */
static void set_hstatus(unsigned long guest, bool from_supervisor)
{
    unsigned long hstatus = csr_read(0x600) & ~(unsigned long)(HSTATUS_GVA | HSTATUS_SPV);

    hstatus |= (guest & STATUS_GVA) != 0 ? HSTATUS_GVA : 0;
    if ((guest & STATUS_MPV) != 0) {
        hstatus &= ~(unsigned long)HSTATUS_SPVP;
        hstatus |= HSTATUS_SPV | (from_supervisor ? HSTATUS_SPVP : 0U);
    }
    csr_write(0x600, hstatus);
}

/* @p guest has the bits MPV and GVA, and gets them as they are to be in the handler. */
static void redirect(struct rt_trap_frame *frame, unsigned long *guest)
{
    const bool from_supervisor = (frame->status & MSTATUS_MPP) != 0;
    const bool from_guest = (*guest & STATUS_MPV) != 0;

    if (from_guest && (csr_read(0x602) >> frame->cause & 1) != 0) { /* hedeleg */
        to_guest(frame, from_supervisor);
    } else {
        to_supervisor(frame, from_supervisor);
        if (sbi_has_hypervisor()) {
            set_hstatus(*guest, from_supervisor);
        }
        *guest &= ~(STATUS_MPV | STATUS_GVA);
    }
    frame->status &= ~(unsigned long)MSTATUS_MPP;
    frame->status |= (unsigned long)RT_MODE_SUPERVISOR << MPP_SHIFT;
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

#if __riscv_xlen == 64
struct rt_program *rt_program_trap(struct rt_program *program)
{
    struct rt_trap_frame *const frame = &program->frame;
    unsigned long guest = frame->status & (STATUS_MPV | STATUS_GVA);

    if (!serve(program)) {
        redirect(frame, &guest);
        frame->status = (frame->status & ~(STATUS_MPV | STATUS_GVA)) | guest;
    }
    return program;
}
#else
struct rt_program *rt_program_trap(struct rt_program *program)
{
    const bool has_guests = sbi_has_hypervisor();
    unsigned long guest = has_guests ? csr_read(0x310) : 0; /* mstatush */

    if (!serve(program)) {
        redirect(&program->frame, &guest);
    }
    if (has_guests) {
        csr_write(0x310, guest);
    }
    return program;
}
#endif
