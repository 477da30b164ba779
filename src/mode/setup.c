/* SPDX-License-Identifier: MIT */
/*
 * Sets what lower modes may do. Each register is probed first, because which ones a core has
 * depends on its modes, its extensions and the version of the specification. Registers have numbers
 * here, because the assemblers don't know all names.
 */
#include <rt/csr.h>
#include <rt/mode_setup.h>

#include <stdbool.h>

#define TRAPS (RT_TRAPS_TVM | RT_TRAPS_TW | RT_TRAPS_TSR)
#define SEED  (RT_SEED_USER | RT_SEED_SUPERVISOR)

/* Writes a register of 64 bits and evaluates to what it holds then. On RV32 it is two registers. */
#if __riscv_xlen == 64
#define WRITE_WIDE(low, high, value) \
    __extension__({                  \
        csr_write(low, value);       \
        (uint64_t)csr_read(low);     \
    })
#else
#define WRITE_WIDE(low, high, value)                    \
    __extension__({                                     \
        const uint64_t wide_ = (value);                 \
        csr_write(low, (uint32_t)wide_);                \
        csr_write(high, (uint32_t)(wide_ >> 32));       \
        (uint64_t)csr_read(high) << 32 | csr_read(low); \
    })
#endif

/* By a register that each mode brings with it. misa may be 0 on any core (privileged specification,
 * 3.1.1). */
static unsigned find_modes(void)
{
    return (rt_csr_exists(0x306) ? RT_MODES_USER : 0U) |       /* mcounteren */
           (rt_csr_exists(0x140) ? RT_MODES_SUPERVISOR : 0U) | /* sscratch */
           (rt_csr_exists(0x600) ? RT_MODES_HYPERVISOR : 0U);  /* hstatus */
}

static void set_up_supervisor(const struct rt_mode_rights *wanted, struct rt_mode_rights *got)
{
    csr_clear(mstatus, TRAPS & ~wanted->traps);
    csr_set(mstatus, TRAPS & wanted->traps);
    got->traps = (unsigned)csr_read(mstatus) & TRAPS;
    csr_write(medeleg, wanted->exceptions);
    got->exceptions = csr_read(medeleg);
    /* Where the software interrupt is SSIP, it stays machine mode's. */
    csr_write(mideleg, RT_SOFTWARE_CAUSE == 3 ? wanted->interrupts
                                              : wanted->interrupts & ~(unsigned long)MIP_MSIP);
    got->interrupts = csr_read(mideleg);
    csr_write(scounteren, wanted->user_counters);
    got->user_counters = (uint32_t)csr_read(scounteren);
}

/* Cores of version 1.11 and before have no menvcfg. QEMU 7.2 lets STCE be set without Sstc. */
static uint64_t set_up_environment(uint64_t wanted)
{
    if (!rt_csr_exists(0x30a)) {
        return 0;
    }
    if (!rt_csr_exists(0x14d)) {
        wanted &= ~RT_ENVIRONMENT_STCE;
    }
    return WRITE_WIDE(0x30a, 0x31a, wanted);
}

static void set_up_state(const struct rt_mode_rights *wanted, struct rt_mode_rights *got)
{
    if (!rt_csr_exists(0x30c)) {
        for (unsigned i = 0; i < 4; i++) {
            got->state[i] = wanted->state[i];
        }
        return;
    }
    got->state[0] = WRITE_WIDE(0x30c, 0x31c, wanted->state[0]);
    got->state[1] = WRITE_WIDE(0x30d, 0x31d, wanted->state[1]);
    got->state[2] = WRITE_WIDE(0x30e, 0x31e, wanted->state[2]);
    got->state[3] = WRITE_WIDE(0x30f, 0x31f, wanted->state[3]);
}

static unsigned set_up_seed(unsigned wanted)
{
    if (!rt_csr_exists(0x747)) {
        return 0;
    }
    csr_clear(0x747, SEED & ~wanted);
    csr_set(0x747, SEED & wanted);
    return (unsigned)csr_read(0x747) & SEED;
}

struct rt_mode_rights rt_mode_setup(const struct rt_mode_rights *wanted)
{
    struct rt_mode_rights got = {.modes = find_modes()};

    if ((got.modes & RT_MODES_USER) == 0) {
        return got;
    }
    if ((got.modes & RT_MODES_SUPERVISOR) != 0) {
        set_up_supervisor(wanted, &got);
    }
    csr_write(mcounteren, wanted->counters);
    got.counters = (uint32_t)csr_read(mcounteren);
    got.environment = set_up_environment(wanted->environment);
    set_up_state(wanted, &got);
    got.seed = set_up_seed(wanted->seed);
    return got;
}
