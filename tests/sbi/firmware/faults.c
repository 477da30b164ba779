/* SPDX-License-Identifier: MIT */
/*
 * The firmware of examples/sbi with an extension that fails: function 0 panics, 1 loads from an
 * address that is nowhere, 2 executes what is no instruction, and 3 overflows the stack.
 */
#include <rt/boot.h>
#include <rt/panic.h>
#include <sbi/boot.h>

static __attribute__((noinline)) unsigned long descend(unsigned long depth)
{
    volatile unsigned long words[16];

    words[depth % 16] = depth;
    return depth == ~0UL ? 0 : descend(depth + 1) + words[depth % 16];
}

static struct sbi_result fail(const struct sbi_call *call)
{
    switch (call->function) {
    case 0:
        rt_panic("function %u was called", (unsigned)call->function);
    case 1:
        return (struct sbi_result){SBI_OK, *(volatile long *)0x300000};
    case 2:
        __asm__ volatile("unimp");
        return (struct sbi_result){SBI_OK, 0};
    case 3:
        return (struct sbi_result){SBI_OK, (long)descend(0)};
    default:
        return (struct sbi_result){SBI_ERR_NOT_SUPPORTED, 0};
    }
}

static const struct sbi_extension faults = SBI_EXTENSION(0x09000000, fail);

SBI_EXTENSIONS(SBI_STANDARD, &faults)

int main(void)
{
    static struct sbi_machine machine;
    struct sbi_stage next;

    if (sbi_machine_read(&machine, rt_boot_args.device_tree) < 0 ||
        !sbi_stage_from_boot_args(&next)) {
        rt_panic("%s", machine.error);
    }
    sbi_boot(&machine, &next);
}
