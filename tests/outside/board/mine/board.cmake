# SPDX-License-Identifier: MIT
set(RIVET_BOARD_NAMES mine)
set(RIVET_BOARD_MEMORY mine.ld)
set(RIVET_BOARD_ISA rv64imac)
set(RIVET_BOARD_INTERRUPTS_MODE direct)
set(RIVET_BOARD_SEMIHOSTING OFF)
set(RIVET_BOARD_WINDOWS ${MINE_WINDOWS})
set(RIVET_BOARD_RUN qemu=qemu-system-riscv64 machine=virt cpu=rv64 image=kernel)
# A setting to be tested.
if(MINE_SETTING)
    set(${MINE_SETTING} ${MINE_VALUE})
endif()
