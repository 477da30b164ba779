# SPDX-License-Identifier: MIT
# QEMU's "opentitan" machine: an Ibex core with lowRISC's own UART and timer.
set(RIVET_BOARD_NAMES opentitan)
set(RIVET_BOARD_MODES user)
set(RIVET_BOARD_HART_IDS 0)
set(RIVET_BOARD_REPORTS_ADDRESSES ON)
set(RIVET_BOARD_PROTECTION ON)
set(RIVET_BOARD_SMEPMP ON)
set(RIVET_BOARD_PROTECTION_UNIT 4096)
# The flash, the UART, the timer, and the PLIC.
set(RIVET_BOARD_WINDOWS
    0x20000000+0x100000 0x40000000+0x1000 0x40100000+0x1000 0x48000000+0x4005000)
set(RIVET_BOARD_MEMORY opentitan.ld)
set(RIVET_BOARD_ISA rv32imc)
# The machine starts what is in flash, and has no firmware beneath to leave out.
set(RIVET_BOARD_RUN qemu=qemu-system-riscv32 machine=opentitan image=bios)

# QEMU before 8.0 has the priority of source n + 1 where the PLIC has that of n.
rivet_qemu_version(rivet_version qemu-system-riscv32)
if(rivet_version AND rivet_version VERSION_LESS 8.0)
    set(RIVET_BOARD_DEFINITIONS BOARD_PLIC_FIRST_PRIORITY=1)
endif()
