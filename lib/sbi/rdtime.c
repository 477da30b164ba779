/* SPDX-License-Identifier: MIT */
/*
 * The instructions rdtime and rdtimeh on cores that have no time CSR, such as SiFive's FU540: the
 * privileged specification (3.1.11) leaves it to firmware to read mtime for them.
 */
#include "hart.h"
#include "trap.h"

enum {
    RD_SHIFT = 7,
    RD_MASK = 31,
    COUNTERS_TIME = 1 << 1,
};

/* "csrrs rd, time, x0", and the same of timeh. */
#define RD_BITS 0xf80U
#define RDTIME  0xc0102073U
#define RDTIMEH 0xc8102073U

bool sbi_has_time(void)
{
    return rt_csr_exists(0xc01);
}

/* User mode has the time only if the supervisor lets it (scounteren). */
static bool may_read(const struct rt_program *program)
{
    return (program->frame.status & MSTATUS_MPP) != 0 ||
           (csr_read(scounteren) & COUNTERS_TIME) != 0;
}

bool sbi_serve_rdtime(struct rt_program *program)
{
    uint32_t code;

    if (!may_read(program) || !sbi_fetch(program, &code)) {
        return false;
    }
    const bool is_high = __riscv_xlen == 32 && (code & ~RD_BITS) == RDTIMEH;
    if (!is_high && (code & ~RD_BITS) != RDTIME) {
        return false;
    }
    const uint64_t now = hal_timer_now(&sbi_clint.timer);
    sbi_set_register(program, code >> RD_SHIFT & RD_MASK,
                     (unsigned long)(is_high ? now >> 32 : now));
    program->frame.pc += sizeof(code);
    return true;
}
