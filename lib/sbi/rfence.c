/* SPDX-License-Identifier: MIT */
/*
 * Fences on other harts (SBI, chapter 8). The caller waits until every hart has executed its fence,
 * and executes those of others meanwhile, so two harts may fence each other.
 */
#include "hart.h"
#include "short_calls.h"

#include <rt/interrupt.h>

#include <stddef.h>

enum {
    HFENCE_FIRST = 3,
    FUNCTIONS = 7,
};

static void post(const struct sbi_hart *self, uint32_t harts)
{
    const unsigned bit = 1U << (self - sbi_harts);

    for (struct sbi_hart *hart = sbi_harts; harts != 0; hart++, harts >>= 1) {
        if ((harts & 1) != 0) {
            sbi_hart_send(hart, bit);
        }
    }
}

static void wait(const struct sbi_hart *self)
{
    while (__atomic_load_n(&self->outstanding, __ATOMIC_ACQUIRE) != 0) {
        if ((csr_read(mip) & MIP_MSIP) != 0 && !sbi_hart_serve()) {
            rt_interrupts_on();
        }
    }
}

/* A stopped hart executes fences before it starts. */
static uint32_t running(uint32_t harts, unsigned *count)
{
    uint32_t found = 0;

    for (unsigned id = 0; harts >> id != 0; id++) {
        const unsigned state = __atomic_load_n(&sbi_harts[id].state, __ATOMIC_ACQUIRE);
        if ((harts >> id & 1) != 0 && state != SBI_HART_STOPPED) {
            found |= UINT32_C(1) << id;
            ++*count;
        }
    }
    return found;
}

static __attribute__((noinline)) void fence_others(const struct sbi_fence *fence, uint32_t harts)
{
    struct sbi_hart *const self = sbi_hart_self();
    unsigned count = 0;

    harts = running(harts, &count);
    self->fence = *fence;
    __atomic_store_n(&self->outstanding, count, __ATOMIC_RELAXED);
    post(self, harts);
    wait(self);
}

static struct sbi_result serve(const struct sbi_call *call)
{
    const unsigned long kind = call->function;
    const uint32_t self = UINT32_C(1) << csr_read(mhartid);
    uint32_t harts;

    if (kind >= HFENCE_FIRST && (kind >= FUNCTIONS || !sbi_has_hypervisor())) {
        return (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
    }
    if (!sbi_harts_of(call->arguments[0], call->arguments[1], &harts)) {
        return (struct sbi_result){SBI_ERR_INVALID_PARAM, 0};
    }
    const struct sbi_fence fence = {
        .kind = kind,
        .start = call->arguments[2],
        .size = call->arguments[3],
        .id = call->arguments[4],
        .guest = kind >= HFENCE_FIRST ? csr_read(0x680) : 0, /* hgatp */
    };
    if ((harts & self) != 0) {
        sbi_fence_execute(&fence);
    }
    if ((harts & ~self) != 0) {
        fence_others(&fence, harts & ~self);
    }
    return (struct sbi_result){SBI_OK, 0};
}

const struct sbi_extension sbi_rfence = {SBI_RFENCE, SBI_RFENCE, serve, NULL, SBI_SHORT_RFENCE};
