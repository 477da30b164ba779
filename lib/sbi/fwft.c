/* SPDX-License-Identifier: MIT */
/*
 * Firmware features (SBI, chapter 18).
 */
#include "hart.h"

static struct sbi_result serve(const struct sbi_call *call)
{
    (void)call;
    return (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
}

const struct sbi_extension sbi_fwft = SBI_EXTENSION(0x46574654, serve);
