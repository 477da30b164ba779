/* SPDX-License-Identifier: MIT */
/*
 * Finds the extension that serves a call.
 */
#include "hart.h"

#include <rt/interrupt.h>
#include <rt/program_ecall.h>

#include <stddef.h>

/* In entry.S. */
RT_INTERRUPT_REFER(rt_program_ecall)

static_assert(offsetof(struct sbi_call, function) == 6 * sizeof(long) &&
                  offsetof(struct sbi_call, extension) == 7 * sizeof(long),
              "a call is the registers a0 to a7");

const struct sbi_extension *sbi_find_extension(unsigned long number)
{
    for (unsigned i = 0; i < sbi_extension_count; i++) {
        const struct sbi_extension *const extension = sbi_extensions[i];
        if (number >= extension->first && number <= extension->last) {
            return extension;
        }
    }
    return NULL;
}

struct rt_program_result rt_program_every_call(const unsigned long a[8])
{
    const struct sbi_call *const call = (const struct sbi_call *)(const void *)a;
    const struct sbi_extension *const extension = sbi_find_extension(call->extension);

    if (extension == NULL) {
        return (struct rt_program_result){(unsigned long)SBI_ERR_NOT_SUPPORTED, 0};
    }
    const struct sbi_result result = extension->serve(call);
    return (struct rt_program_result){(unsigned long)result.error, (unsigned long)result.value};
}

/* Base (SBI, chapter 4), as far as entry.S does not serve it. */
static struct sbi_result serve_base(const struct sbi_call *call)
{
    enum {
        PROBE = 3,
    };

    if (call->function != PROBE) {
        return (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
    }
    const struct sbi_extension *const extension = sbi_find_extension(call->arguments[0]);
    const bool has = extension != NULL && (extension->available == NULL || extension->available());
    return (struct sbi_result){SBI_OK, has};
}

const struct sbi_extension sbi_base = SBI_EXTENSION(0x10, serve_base);
