/* SPDX-License-Identifier: MIT */
/*
 * How to run an ELF. Its section `.rivet.run` has lines `key=value`.
 *
 *   qemu=qemu-system-riscv64   the program; or run=native for a program of this host
 *   machine=virt  cpu=rv64  memory=128M  harts=1
 *   extensions=zba,zbb         what the core must have besides the letters of the instruction set
 *   without=zfa,zawrs          what it must not have, because cpu= turns off what these need
 *   image=kernel | bios | pflash0   bios starts another program; pflash0 needs flash_base= and
 *                              flash_size=
 *   semihosting=on | off
 *   console=uart | semihosting where standard input goes (default uart)
 *   reset=fail | allow         whether a machine reset ends the run as a failure (fail)
 *   arg=...                    one more QEMU argument; repeatable
 *   baud=115200  load=COMMAND  load_timeout=60  restart=dtr | rts | COMMAND  gdb_reset=COMMAND
 *                              the board that one can touch; see board.h
 *
 * The keys of a board's file are in docs/porting.md, and cmake/RivetBoardCheck.cmake checks them.
 */
#ifndef RIVET_RUN_SPEC_H
#define RIVET_RUN_SPEC_H

#include "board.h"
#include "elf/common.h"
#include "elf/elf_file.h"

struct run_spec {
    bool native;
    const char *qemu;
    const char *machine;
    const char *cpu;
    const char *extensions; /**< of RIVET_ISA; see qemu_extensions.h */
    const char *without;
    const char *memory;
    const char *harts;
    bool pflash;
    bool bios; /**< starts another program, which next_stage.h has */
    uint64_t flash_base;
    uint64_t flash_size;
    bool semihosting;
    bool console_semihosting;
    bool reset_allowed;
    struct arguments extra;
    struct board board; /**< without a port */
};

/** Reads the section; ends the program with an error on failure. */
void spec_read(struct run_spec *spec, const struct elf_file *elf, const char *qemu);

/** Whether it names QEMU's machine, or is a program of this host. */
bool spec_has_machine(const struct run_spec *spec);

/** What to say if it does not, after the firmware's name. */
extern const char spec_no_machine[];

/** Ends the program with an error if QEMU can't run the ELF as the section says. */
void spec_require_qemu(const struct run_spec *spec, const struct elf_file *elf);

#endif
