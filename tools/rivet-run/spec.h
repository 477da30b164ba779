/* SPDX-License-Identifier: MIT */
/*
 * How an ELF wants to be run. It says so itself, in the section `.rivet.run`: lines `key=value`.
 *
 *   qemu=qemu-system-riscv64   the program; or run=native for a program of this host
 *   machine=virt  cpu=rv64  memory=128M  harts=1
 *   image=kernel | pflash0     pflash0 needs flash_base= and flash_size=
 *   semihosting=on | off
 *   console=uart | semihosting where standard input goes (uart unless told)
 *   reset=fail | allow         whether a machine reset ends the run as a failure (fail)
 *   arg=...                    one more QEMU argument; repeatable
 */
#ifndef RIVET_RUN_SPEC_H
#define RIVET_RUN_SPEC_H

#include "elf/common.h"
#include "elf/elf_file.h"

struct run_spec {
    bool native;
    const char *qemu;
    const char *machine;
    const char *cpu;
    const char *memory;
    const char *harts;
    bool pflash;
    uint64_t flash_base;
    uint64_t flash_size;
    bool semihosting;
    bool console_semihosting;
    bool reset_allowed;
    struct arguments extra;
};

/** Reads the section and checks it against the ELF; ends the program with a sentence if it can't.
 */
void spec_read(struct run_spec *spec, const struct elf_file *elf, const char *qemu);

#endif
