/* SPDX-License-Identifier: MIT */
/*
 * System reset (SBI, chapter 10).
 */
#include "hart.h"

#include <rt/interrupt.h>

enum type {
    SHUTDOWN,
    COLD_REBOOT,
    WARM_REBOOT,
};

enum {
    REASON_MAX = 1, /* No reason, system failure. */
};

static __attribute__((noreturn)) void make(const struct sbi_store *store)
{
    *(volatile uint32_t *)store->address = store->value;
    /* Other harts may want fences until the machine is off. */
    rt_interrupts_on();
    for (;;) {
        rt_interrupt_wait();
    }
}

static struct sbi_result serve(const struct sbi_call *call)
{
    const uint32_t type = (uint32_t)call->arguments[0];
    const uint32_t reason = (uint32_t)call->arguments[1];
    const struct sbi_store *const store =
        type == SHUTDOWN ? &sbi_machine->power_off : &sbi_machine->reboot;

    if (call->function != 0) {
        return (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
    }
    /* From 0xe0000000 on they are a vendor's. */
    if (type > WARM_REBOOT || (reason > REASON_MAX && reason < 0xe0000000)) {
        return (struct sbi_result){SBI_ERR_INVALID_PARAM, 0};
    }
    if (store->address == NULL) {
        return (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
    }
    make(store);
}

static bool available(void)
{
    return sbi_machine->power_off.address != NULL || sbi_machine->reboot.address != NULL;
}

const struct sbi_extension sbi_srst = {0x53525354, 0x53525354, serve, available, 0};
