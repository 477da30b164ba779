/* SPDX-License-Identifier: MIT */
/*
 * Inter-processor interrupts (SBI, chapter 7).
 */
#include "hart.h"
#include "short_calls.h"

#include <stddef.h>

static __attribute__((noinline)) void send(uint32_t harts)
{
    for (struct sbi_hart *hart = sbi_harts; harts != 0; hart++, harts >>= 1) {
        if ((harts & 1) != 0) {
            sbi_hart_send(hart, SBI_PENDING_IPI);
        }
    }
}

static struct sbi_result serve(const struct sbi_call *call)
{
    const uint32_t self = UINT32_C(1) << csr_read(mhartid);
    uint32_t harts;

    if (call->function != 0) {
        return (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
    }
    if (!sbi_harts_of(call->arguments[0], call->arguments[1], &harts)) {
        return (struct sbi_result){SBI_ERR_INVALID_PARAM, 0};
    }
    if ((harts & self) != 0) {
        csr_set(mip, SBI_SSIP);
    }
    if ((harts & ~self) != 0) {
        send(harts & ~self);
    }
    return (struct sbi_result){SBI_OK, 0};
}

const struct sbi_extension sbi_ipi = {SBI_IPI, SBI_IPI, serve, NULL, SBI_SHORT_IPI};
