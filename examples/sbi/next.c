/* SPDX-License-Identifier: MIT */
#include "next.h"

#include <rt/boot.h>
#include <rt/panic.h>
#include <sbi/boot.h>

static struct sbi_machine machine;

/* What CMakeLists.txt says, for a machine whose stage before names none. */
static struct sbi_stage configured(void)
{
#ifdef NEXT_FLASH_OFFSET
    if (machine.flash.size <= NEXT_FLASH_OFFSET) {
        rt_panic("the device tree has no flash of 0x%lx bytes for the next stage",
                 (unsigned long)NEXT_FLASH_OFFSET);
    }
    return (struct sbi_stage){(uintptr_t)machine.flash.base + NEXT_FLASH_OFFSET};
#else
    return (struct sbi_stage){NEXT_ADDRESS};
#endif
}

void start_next(void)
{
    struct sbi_stage next;

    if (sbi_machine_read(&machine, rt_boot_args.device_tree) < 0) {
        rt_panic("%s", machine.error);
    }
    if (!sbi_stage_from_boot_args(&next)) {
        next = configured();
    }
    sbi_boot(&machine, &next);
}
