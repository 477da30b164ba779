# SPDX-License-Identifier: MIT
# QEMU's "virt" machine, for the boards virt-rv64 and virt-rv32.
set(RIVET_BOARD_FOLDER virt)
set(RIVET_BOARD_MEMORY virt.ld)
if(RIVET_BOARD STREQUAL "virt-rv32")
  set(RIVET_BOARD_ISA rv32imac)
  set(RIVET_BOARD_RUN qemu=qemu-system-riscv32 machine=virt cpu=rv32 image=kernel)
else()
  set(RIVET_BOARD_ISA rv64imac)
  set(RIVET_BOARD_RUN qemu=qemu-system-riscv64 machine=virt cpu=rv64 image=kernel)
endif()
