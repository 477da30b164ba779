# SPDX-License-Identifier: MIT
# QEMU's "virt" machine: RV32 and RV64 in RAM, and RV64 in place from flash.
set(RIVET_BOARD_NAMES virt-rv64 virt-rv32 virt-rv64-flash)
set(RIVET_BOARD_HARTS 8)
set(RIVET_BOARD_MODES user supervisor)
set(RIVET_BOARD_EXITS ON)
set(RIVET_BOARD_PASSES_TREE ON)
set(RIVET_BOARD_REPORTS_ADDRESSES ON)
set(RIVET_BOARD_PROTECTION KNOWN)
# PCIe's windows are not here: QEMU ignores stores there. rt_protect_open opens them.
set(RIVET_BOARD_WINDOWS
    0x100000+0x1000 0x101000+0x1000 0x2000000+0x10000 0xc000000+0x600000 0x10000000+0x100
    0x10001000+0x8000 0x10100000+0x18 0x20000000+0x2000000 0x22000000+0x2000000)
set(RIVET_BOARD_MEMORY virt.ld)
set(RIVET_BOARD_DATA_STAYS ON)
set(RIVET_BOARD_INTERRUPTS supervisor_software=1)
set(RIVET_BOARD_PROTECTION_UNIT 4096)
if(RIVET_BOARD STREQUAL "virt-rv32")
    set(RIVET_BOARD_ISA rv32imac)
    set(RIVET_BOARD_RUN qemu=qemu-system-riscv32 machine=virt cpu=rv32 image=kernel)
else()
    set(RIVET_BOARD_ISA rv64imac)
    set(RIVET_BOARD_RUN qemu=qemu-system-riscv64 machine=virt cpu=rv64 image=kernel)
endif()
# A core of 16 registers for firmware that has 16. It can have neither H nor floating point.
if(RIVET_ISA MATCHES "^rv32e")
    list(TRANSFORM RIVET_BOARD_RUN REPLACE
        "^(cpu=.+)" "\\1,i=false,e=true,f=false,d=false,h=false")
endif()
# If the firmware's ISA lacks A, turn it off in the core too, so that a stray atomic instruction
# traps.
if(RIVET_ISA MATCHES "^rv..[ie]m?f?d?c?(_|$)")
    list(TRANSFORM RIVET_BOARD_RUN REPLACE "^(cpu=.+)" "\\1,a=false")
endif()
# What later versions of QEMU don't turn off with F and A.
if(RIVET_BOARD_RUN MATCHES "cpu=[^;]*,[fa]=false")
    list(APPEND RIVET_BOARD_RUN without=zfa,zawrs)
endif()
if(RIVET_BOARD STREQUAL "virt-rv64-flash")
    set(RIVET_BOARD_MEMORY virt-flash.ld)
    set(RIVET_BOARD_DATA_STAYS OFF)
    list(REMOVE_ITEM RIVET_BOARD_RUN image=kernel)
    list(APPEND RIVET_BOARD_RUN image=pflash0 flash_base=0x20000000 flash_size=0x2000000)
endif()
