/* SPDX-License-Identifier: MIT */
/*
 * Inter-processor interrupts (SBI, chapter 7).
 */
#include "hart.h"

static struct sbi_result serve(const struct sbi_call *call)
{
    uint32_t harts;

    if (call->function != 0) {
        return (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
    }
    if (!sbi_harts_of(call->arguments[0], call->arguments[1], &harts)) {
        return (struct sbi_result){SBI_ERR_INVALID_PARAM, 0};
    }
    const unsigned long self = csr_read(mhartid);
    if ((harts >> self & 1) != 0) {
        csr_set(mip, SBI_SSIP);
    }
    harts &= ~(UINT32_C(1) << self);
    for (struct sbi_hart *hart = sbi_harts; harts != 0; hart++, harts >>= 1) {
        if ((harts & 1) != 0) {
            sbi_hart_send(hart, SBI_PENDING_IPI);
        }
    }
    return (struct sbi_result){SBI_OK, 0};
}

const struct sbi_extension sbi_ipi = SBI_EXTENSION(0x735049, serve);
