# SPDX-License-Identifier: MIT
# QEMU's "sifive_u" machine, a HiFive Unleashed (SiFive FU540). Hart 0 is the small core, without an
# FPU, and the machine has at least one other. -nic avoids QEMU's warning about an unconnected
# network.
set(RIVET_BOARD_NAMES sifive_u)
set(RIVET_BOARD_MODES user)
set(RIVET_BOARD_PASSES_TREE ON)
set(RIVET_BOARD_REPORTS_ADDRESSES ON)
set(RIVET_BOARD_PROTECTION ON)
set(RIVET_BOARD_PAGING ON)
# CLINT, level 2 cache, PLIC, the peripherals to the management registers, and the flash.
set(RIVET_BOARD_WINDOWS
    0x2000000+0x10000 0x2010000+0x1000 0xc000000+0x4000000 0x10000000+0xc1000
    0x20000000+0x10000000)
set(RIVET_BOARD_MEMORY sifive_u.ld)
set(RIVET_BOARD_DATA_STAYS ON)
set(RIVET_BOARD_INTERRUPTS supervisor_software=1)
set(RIVET_BOARD_PROTECTION_UNIT 4096)
set(RIVET_BOARD_ISA rv64imac)
set(RIVET_BOARD_RUN
    qemu=qemu-system-riscv64 machine=sifive_u image=kernel arg=-nic arg=user,restrict=on)
set(RIVET_BOARD_LEAST_HARTS 2)
set(RIVET_BOARD_HART_IDS 0 1 2 3 4)
