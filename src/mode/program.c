/* SPDX-License-Identifier: MIT */
#include "mode.h"

#include "arch/word.h"
#include "pmp/lower.h"

#include <rt/csr.h>
#include <rt/detail/hart_block.h>
#include <rt/image.h>
#include <rt/interrupt.h>
#include <rt/program.h>

#include <assert.h>
#include <stdbool.h>

/* In entry.S. */
RT_INTERRUPT_REFER(rti_programs_need_MODES)

enum {
    MPP_SHIFT = 11,
};

/* entry.S has the same offsets. */
static_assert(offsetof(struct rt_program, frame) == 0, "the frame comes first");
#ifdef __riscv_flen
static_assert(offsetof(struct rt_program, floats) == sizeof(struct rt_trap_frame),
              "entry/context_state.h has the same offset");
static_assert(offsetof(struct rt_program, fcsr) == sizeof(struct rt_trap_frame) + 4 * __riscv_flen,
              "entry/context_state.h has the same offset");
static_assert(offsetof(struct rt_program, entered) ==
                  sizeof(struct rt_trap_frame) + 4 * __riscv_flen + 2 * sizeof(long),
              "entry.S has the same offset");
#else
static_assert(offsetof(struct rt_program, entered) == sizeof(struct rt_trap_frame) + sizeof(long),
              "entry.S has the same offset");
#endif

/* Of mstatus, what a program must not inherit. */
static const unsigned long not_inherited = MSTATUS_MIE | MSTATUS_MPP | MSTATUS_MPRV | MSTATUS_FS;

/* MPP keeps what a mode that the core lacks would set (privileged specification, 3.1.6.1). */
static bool has_mode(enum rt_mode mode)
{
    const unsigned long status = csr_read_clear(mstatus, MSTATUS_MIE);
    const unsigned long wanted = (unsigned long)mode << MPP_SHIFT;

    csr_write(mstatus, (status & ~(unsigned long)(MSTATUS_MIE | MSTATUS_MPP)) | wanted);
    const bool has = (csr_read(mstatus) & MSTATUS_MPP) == wanted;
    csr_write(mstatus, status);
    return has;
}

int rt_program_init(struct rt_program *program, enum rt_mode mode, uintptr_t pc, uintptr_t sp)
{
    /* Without a PMP, a program could access everything. */
    if (mode > RT_MODE_SUPERVISOR || rt_regions_available() == 0 || !has_mode(mode)) {
        return HAL_ERR_UNSUPPORTED;
    }
    *program = (struct rt_program){
        .frame = {.pc = pc,
                  .sp = sp,
                  .status = (csr_read(mstatus) & ~not_inherited) |
                            (unsigned long)mode << MPP_SHIFT | MSTATUS_MPIE},
    };
#ifdef __riscv_flen
    /* Clean: the registers are loaded, so that those of another program can't be read. */
    program->frame.status |= 2 * MSTATUS_FS_INITIAL;
#endif
    return HAL_OK;
}

struct rt_program *rt_program_current(void)
{
    return (struct rt_program *)(void *)rt_hart_block_of_trap()->context;
}

__attribute__((weak)) struct rt_program *rt_program_trap(struct rt_program *program)
{
    (void)program;
    return NULL;
}

void rti_program_enter(struct rt_program *next)
{
    struct rt_hart *const hart = rt_hart_block_of_trap();

    rti_regions_enter(next->regions);
    next->entered = hart;
    hart->context = (struct rt_context *)(void *)next;
}

void rti_program_leave(void)
{
    rti_regions_enter(NULL);
    rt_hart_block_of_trap()->context = NULL;
}

static unsigned long as_mode(const struct rt_program *program)
{
    return (program->frame.status & MSTATUS_MPP) | MSTATUS_MPRV;
}

/* Gives the program its regions if another one ran last. Returns mstatus, with interrupts off now.
 */
static unsigned long begin(const struct rt_program *program)
{
    const unsigned long status = csr_read_clear(mstatus, MSTATUS_MIE);

    if (program != rt_program_current() || program->entered == NULL) {
        rti_regions_enter(program->regions);
    }
    return status;
}

enum {
    PAGE = 4096,
};

/* How many of the bytes are before the pages of the firmware's code. */
static size_t before_code(uintptr_t address, size_t size)
{
    const uintptr_t start = (uintptr_t)rt_text_start / PAGE * PAGE;
    const uintptr_t end = ((uintptr_t)rt_text_end + PAGE - 1) / PAGE * PAGE;

    if (address >= end || size == 0 || address + (size - 1) < start) {
        return size;
    }
    return address < start ? start - address : 0;
}

/*
 * QEMU's MPRV lets an access pass that hits the page from which machine mode executes. So what a
 * program in user mode may access is also computed. A supervisor has addresses of its own: it must
 * do without those that are the firmware's code to the firmware.
 */
static size_t allowed(const struct rt_program *program, uintptr_t address, size_t size,
                      unsigned right)
{
    return (program->frame.status & MSTATUS_MPP) != 0
               ? before_code(address, size)
               : rti_regions_allow(program->regions, address, size, right);
}

static int end(const struct rt_program *program, unsigned long status, size_t left)
{
    const struct rt_program *const current = rt_program_current();

    if (program != current) {
        rti_regions_enter(current != NULL ? current->regions : NULL);
    }
    csr_set(mstatus, status & MSTATUS_MIE);
    return left == 0 ? HAL_OK : HAL_ERR_INVALID;
}

int rt_program_copy_in(const struct rt_program *program, void *to, uintptr_t address, size_t size)
{
    const unsigned long status = begin(program);
    const size_t part = allowed(program, address, size, RT_REGION_READ);
    const size_t left = rti_mode_copy_in(to, address, part, as_mode(program));

    return end(program, status, left + (size - part));
}

int rt_program_copy_out(const struct rt_program *program, uintptr_t address, const void *from,
                        size_t size)
{
    const unsigned long status = begin(program);
    const size_t part = allowed(program, address, size, RT_REGION_WRITE);
    const size_t left = rti_mode_copy_out(address, from, part, as_mode(program));

    return end(program, status, left + (size - part));
}
