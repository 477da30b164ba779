/* SPDX-License-Identifier: MIT */
/*
 * Finds the extension that serves a call.
 */
#include "hart.h"

#include <stddef.h>

static_assert(offsetof(struct sbi_call, function) == 6 * sizeof(long) &&
                  offsetof(struct sbi_call, extension) == 7 * sizeof(long),
              "a call is the registers a0 to a7");

const struct sbi_extension *sbi_find_extension(unsigned long number)
{
    const struct sbi_extension *const *each = sbi_extensions;

    while (*each != NULL && (number < (*each)->first || number > (*each)->last)) {
        each++;
    }
    return *each;
}

/* For rt_program_call_c (rt/program_ecall.h): a result is its a0 and a1. */
struct sbi_result rt_program_every_call(const struct sbi_call *call);

struct sbi_result rt_program_every_call(const struct sbi_call *call)
{
    const struct sbi_extension *const extension = sbi_find_extension(call->extension);

    return extension != NULL ? extension->serve(call)
                             : (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
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
