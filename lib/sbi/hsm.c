/* SPDX-License-Identifier: MIT */
/*
 * Hart state management (SBI, chapter 9).
 */
#include "hart.h"

enum function {
    START,
    STOP,
    STATUS,
    SUSPEND,
};

/* Types of SUSPEND: bit 31 is set if the hart resumes elsewhere. All others are reserved, or a
 * platform's. */
enum {
    RETENTIVE = 0,
    NON_RETENTIVE_BIT = 31,
};

static struct sbi_hart *find(unsigned long id)
{
    return id < SBI_HART_IDS && (sbi_harts_present >> id & 1) != 0 ? &sbi_harts[id] : NULL;
}

static long start(unsigned long id, unsigned long address, unsigned long argument)
{
    struct sbi_hart *const hart = find(id);
    unsigned stopped = SBI_HART_STOPPED;

    if (hart == NULL) {
        return SBI_ERR_INVALID_PARAM;
    }
    if (!sbi_is_start(address)) {
        return SBI_ERR_INVALID_ADDRESS;
    }
    if (!__atomic_compare_exchange_n(&hart->state, &stopped, SBI_HART_START_PENDING, false,
                                     __ATOMIC_ACQUIRE, __ATOMIC_ACQUIRE)) {
        return SBI_ERR_ALREADY_AVAILABLE;
    }
    sbi_hart_let_start(hart, address, argument);
    return SBI_OK;
}

static __attribute__((noreturn)) void stop(void)
{
    __atomic_store_n(&sbi_hart_self()->state, SBI_HART_STOP_PENDING, __ATOMIC_RELEASE);
    rt_program_abandon();
}

static void sleep_as(enum sbi_hart_state after)
{
    struct sbi_hart *const hart = sbi_hart_self();

    __atomic_store_n(&hart->state, SBI_HART_SUSPENDED, __ATOMIC_RELEASE);
    sbi_hart_sleep();
    __atomic_store_n(&hart->state, after, __ATOMIC_RELEASE);
}

static long suspend(uint32_t type, unsigned long address, unsigned long argument)
{
    struct sbi_hart *const hart = sbi_hart_self();
    const bool resumes = (type >> NON_RETENTIVE_BIT) == 0;
    const uint32_t kind = type & ~(UINT32_C(1) << NON_RETENTIVE_BIT);

    if (kind != RETENTIVE) {
        return SBI_ERR_INVALID_PARAM;
    }
    if (!resumes && !sbi_is_start(address)) {
        return SBI_ERR_INVALID_ADDRESS;
    }
    if (resumes) {
        sleep_as(SBI_HART_STARTED);
        return SBI_OK;
    }
    sleep_as(SBI_HART_RESUME_PENDING);
    sbi_hart_let_start(hart, address, argument);
    rt_program_abandon();
}

static struct sbi_result get_status(unsigned long id)
{
    const struct sbi_hart *const hart = find(id);

    if (hart == NULL) {
        return (struct sbi_result){SBI_ERR_INVALID_PARAM, 0};
    }
    return (struct sbi_result){SBI_OK, (long)__atomic_load_n(&hart->state, __ATOMIC_ACQUIRE)};
}

static struct sbi_result serve(const struct sbi_call *call)
{
    const unsigned long *const a = call->arguments;

    switch (call->function) {
    case START:
        return (struct sbi_result){start(a[0], a[1], a[2]), 0};
    case STOP:
        stop();
    case STATUS:
        return get_status(a[0]);
    case SUSPEND:
        return (struct sbi_result){suspend((uint32_t)a[0], a[1], a[2]), 0};
    default:
        return (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
    }
}

const struct sbi_extension sbi_hsm = SBI_EXTENSION(0x48534d, serve);
