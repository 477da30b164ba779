# SPDX-License-Identifier: MIT
# QEMU's "virt" machine with an IMSIC for each hart. aclint=on leaves out the CLINT's software
# interrupts, which a machine with IMSICs need not have. The software interrupt is SSIP here, so
# supervisor mode has none.
set(RIVET_BOARD_NAMES virt-rv64-imsic virt-rv32-imsic)
set(RIVET_BOARD_MODES user supervisor)
set(RIVET_BOARD_EXITS ON)
set(RIVET_BOARD_PASSES_TREE ON)
set(RIVET_BOARD_REPORTS_ADDRESSES ON)
set(RIVET_BOARD_HARTS 8)
set(RIVET_BOARD_IPI imsic)
set(RIVET_BOARD_PROTECTION KNOWN)
# The test device to the APLIC's domain, the serial port to virtio, and the interrupt files.
set(RIVET_BOARD_WINDOWS
    0x100000+0x1000 0x101000+0x1000 0x2000000+0x8000 0xc000000+0x8000 0x10000000+0x100
    0x10001000+0x8000 0x24000000+0x8000)
set(RIVET_BOARD_MEMORY virt.ld)
set(RIVET_BOARD_DATA_STAYS ON)
set(RIVET_BOARD_PROTECTION_UNIT 4096)
if(RIVET_BOARD STREQUAL "virt-rv32-imsic")
    set(RIVET_BOARD_ISA rv32imac)
    set(RIVET_BOARD_RUN qemu=qemu-system-riscv32 cpu=rv32)
else()
    set(RIVET_BOARD_ISA rv64imac)
    set(RIVET_BOARD_RUN qemu=qemu-system-riscv64 cpu=rv64)
endif()
list(APPEND RIVET_BOARD_RUN machine=virt,aclint=on,aia=aplic-imsic image=kernel)
