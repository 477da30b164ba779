/* SPDX-License-Identifier: MIT */
/*
 * For the variants of rti_entry in firmware that names rt_boot_args (rt/boot.h). They replace the
 * weak ones, because the file that defines rt_boot_args defines rti_entry too. start.S and
 * copy_data.S leave a0, a1 and a2 alone, so they are the arguments of rti_entry.
 */
#ifndef BOOT_ARGS_H
#define BOOT_ARGS_H

#if __riscv_xlen == 64
#define BOOT_ARGS_STORE "sd"
#define BOOT_ARGS_WORD  "8"
#else
#define BOOT_ARGS_STORE "sw"
#define BOOT_ARGS_WORD  "4"
#endif

/* In assembly because the declaration in rt/boot.h is const. Not in BSS, so that gp reaches it. */
__asm__(".pushsection .sdata.rt_boot_args, \"aw\", @progbits\n"
        ".balign " BOOT_ARGS_WORD "\n"
        ".globl rt_boot_args\n"
        ".type rt_boot_args, @object\n"
        "rt_boot_args:\n"
        ".zero 3 * " BOOT_ARGS_WORD "\n"
        ".size rt_boot_args, . - rt_boot_args\n"
        ".popsection");

/** Called by start.S with memory initialised: the registers as they were at reset. */
__attribute__((noreturn)) void rti_entry(unsigned long a0, unsigned long a1, unsigned long a2);

/* One instruction for each, whether or not the linker relaxes addresses to gp. It must not relax
 * these, whose offset is relative to gp already. */
static inline void boot_args_keep(unsigned long a0, unsigned long a1, unsigned long a2)
{
    __asm__ volatile(".option push\n\t"
                     ".option norelax\n\t" BOOT_ARGS_STORE
                     " %0, %%lo(rti_boot_args_offset)(gp)\n\t" BOOT_ARGS_STORE
                     " %1, %%lo(rti_boot_args_offset + " BOOT_ARGS_WORD ")(gp)\n\t" BOOT_ARGS_STORE
                     " %2, %%lo(rti_boot_args_offset + 2 * " BOOT_ARGS_WORD ")(gp)\n\t"
                     ".option pop"
                     :
                     : "r"(a0), "r"(a1), "r"(a2)
                     : "memory");
}

#endif
