# SPDX-License-Identifier: MIT
# QEMU's "sifive_e" machine, a HiFive1 (SiFive FE310).
set(RIVET_BOARD_NAMES sifive_e)
set(RIVET_BOARD_MEMORY sifive_e.ld)
set(RIVET_BOARD_ISA rv32imac)
set(RIVET_BOARD_RUN qemu=qemu-system-riscv32 machine=sifive_e image=kernel)
