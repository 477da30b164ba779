/* SPDX-License-Identifier: MIT */
/*
 * The machine-mode firmware beneath an operating system.
 */
#include <rt/boot.h>
#include <rt/panic.h>
#include <sbi/boot.h>

SBI_EXTENSIONS(SBI_STANDARD)

int main(void)
{
    static struct sbi_machine machine;
    struct sbi_stage next = {.address = 0x80200000};

    if (sbi_machine_read(&machine, rt_boot_args.device_tree) < 0) {
        rt_panic("%s", machine.error);
    }
    (void)sbi_stage_from_boot_args(&next);
    sbi_boot(&machine, &next);
}
