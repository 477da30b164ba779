/* SPDX-License-Identifier: MIT */
/*
 * Fences on other harts (SBI, chapter 8). The caller waits until every hart has executed its fence,
 * and executes those of others meanwhile, so two harts may fence each other.
 */
#include "hart.h"

enum {
    HFENCE_FIRST = 3,
    FUNCTIONS = 7,
};

static void post(struct sbi_hart *self, uint32_t harts)
{
    const unsigned bit = 1U << (self - sbi_harts);

    __atomic_store_n(&self->outstanding, (unsigned)__builtin_popcount(harts), __ATOMIC_RELAXED);
    for (struct sbi_hart *hart = sbi_harts; harts != 0; hart++, harts >>= 1) {
        if ((harts & 1) != 0) {
            sbi_hart_send(hart, bit);
        }
    }
}

static void wait(const struct sbi_hart *self)
{
    while (__atomic_load_n(&self->outstanding, __ATOMIC_ACQUIRE) != 0) {
        if ((csr_read(mip) & MIP_MSIP) != 0) {
            sbi_hart_serve();
        }
    }
}

static bool is_supported(unsigned long function)
{
    return function < FUNCTIONS && (function < HFENCE_FIRST || sbi_has_hypervisor());
}

/* A stopped hart executes fences before it starts. */
static uint32_t running(uint32_t harts)
{
    uint32_t found = 0;

    for (unsigned id = 0; harts >> id != 0; id++) {
        const unsigned state = __atomic_load_n(&sbi_harts[id].state, __ATOMIC_ACQUIRE);
        if ((harts >> id & 1) != 0 && state != SBI_HART_STOPPED) {
            found |= UINT32_C(1) << id;
        }
    }
    return found;
}

static struct sbi_result serve(const struct sbi_call *call)
{
    struct sbi_hart *const self = sbi_hart_self();
    const uint32_t own = UINT32_C(1) << (self - sbi_harts);
    uint32_t harts;

    if (!is_supported(call->function)) {
        return (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
    }
    if (!sbi_harts_of(call->arguments[0], call->arguments[1], &harts)) {
        return (struct sbi_result){SBI_ERR_INVALID_PARAM, 0};
    }
    self->fence = (struct sbi_fence){
        .kind = call->function,
        .start = call->arguments[2],
        .size = call->arguments[3],
        .id = call->arguments[4],
        .guest = call->function >= HFENCE_FIRST ? csr_read(0x680) : 0, /* hgatp */
    };
    if ((harts & own) != 0) {
        sbi_fence_execute(&self->fence);
    }
    if ((harts & ~own) != 0) {
        post(self, running(harts & ~own));
        wait(self);
    }
    return (struct sbi_result){SBI_OK, 0};
}

const struct sbi_extension sbi_rfence = SBI_EXTENSION(0x52464e43, serve);
