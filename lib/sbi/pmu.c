/* SPDX-License-Identifier: MIT */
/*
 * Performance monitoring (SBI, chapter 11).
 */
#include "hart.h"

static struct sbi_result serve(const struct sbi_call *call)
{
    (void)call;
    return (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
}

const struct sbi_extension sbi_pmu = SBI_EXTENSION(0x504d55, serve);
