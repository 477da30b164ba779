# SPDX-License-Identifier: MIT
# QEMU's "virt" machine with the interrupt controllers of the Advanced Interrupt Architecture.
set(RIVET_BOARD_NAMES virt-rv64-aplic virt-rv32-aplic)
set(RIVET_BOARD_MODES user supervisor)
set(RIVET_BOARD_EXITS ON)
set(RIVET_BOARD_PASSES_TREE ON)
set(RIVET_BOARD_REPORTS_ADDRESSES ON)
set(RIVET_BOARD_HARTS 8)
set(RIVET_BOARD_PROTECTION KNOWN)
# The test device to the APLIC's domains, and the serial port to virtio.
set(RIVET_BOARD_WINDOWS
    0x100000+0x1000 0x101000+0x1000 0x2000000+0x10000 0xc000000+0x8000 0xd000000+0x8000
    0x10000000+0x100 0x10001000+0x8000)
set(RIVET_BOARD_MEMORY virt.ld)
set(RIVET_BOARD_DATA_STAYS ON)
set(RIVET_BOARD_PROTECTION_UNIT 4096)
if(RIVET_BOARD STREQUAL "virt-rv32-aplic")
    set(RIVET_BOARD_ISA rv32imac)
    set(RIVET_BOARD_RUN qemu=qemu-system-riscv32 cpu=rv32)
else()
    set(RIVET_BOARD_ISA rv64imac)
    set(RIVET_BOARD_RUN qemu=qemu-system-riscv64 cpu=rv64)
endif()
list(APPEND RIVET_BOARD_RUN machine=virt,aia=aplic image=kernel)
