/* SPDX-License-Identifier: MIT */
/** @file
 * Starts the next stage, such as a Linux kernel or U-Boot, in supervisor mode above this firmware.
 *
 *     SBI_EXTENSIONS(SBI_STANDARD)
 *
 *     int main(void)
 *     {
 *         static struct sbi_machine machine;
 *         struct sbi_stage next;
 *
 *         if (sbi_machine_read(&machine, rt_boot_args.device_tree) < 0) {
 *             rt_panic("%s", machine.error);
 *         }
 *         if (!sbi_stage_from_boot_args(&next)) {
 *             next = (struct sbi_stage){.address = 0x80200000};
 *         }
 *         sbi_boot(&machine, &next);
 *     }
 *
 * For firmware with MODES supervisor. HARTS is the most harts that are used; a machine may have
 * fewer. Supervisor mode has the whole machine but the firmware's memory and the devices that
 * sbi_machine_read has hidden. Handlers (rt/interrupt.h) and alarms (rt/alarm.h) of the firmware
 * keep running beneath.
 */
#ifndef SBI_BOOT_H
#define SBI_BOOT_H

#include <sbi/call.h>
#include <sbi/machine.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Where the next stage begins. a0 is the hart's mhartid there, and a1 the device tree. */
struct sbi_stage {
    uintptr_t address; /**< Of its first instruction. */
};

/**
 * Finds the next stage in what the stage before has passed in a2 (rt/boot.h): the struct
 * fw_dynamic_info of OpenSBI, as QEMU passes it for -kernel. Returns false if there is none.
 */
bool sbi_stage_from_boot_args(struct sbi_stage *next);

/**
 * Starts the machine's other harts, which wait until the next stage starts them, and enters the
 * next stage. Call on the boot hart, in main. If the boot hart has no supervisor mode, the lowest
 * hart that has one enters it.
 *
 * Panics if the machine lacks what is needed: a PMP, supervisor mode, a hart that answers.
 */
__attribute__((noreturn)) void sbi_boot(const struct sbi_machine *machine,
                                        const struct sbi_stage *next);

#ifdef __cplusplus
}
#endif

#endif
