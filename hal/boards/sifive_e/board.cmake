# SPDX-License-Identifier: MIT
# SiFive FE310: QEMU's machine "sifive_e", and the two revisions of the HiFive1.
set(RIVET_BOARD_NAMES sifive_e hifive1 hifive1-revb)
set(RIVET_BOARD_MODES user)
set(RIVET_BOARD_HART_IDS 0)
set(RIVET_BOARD_REPORTS_ADDRESSES ON)
set(RIVET_BOARD_PROTECTION ON)
# OTP memory, CLINT, PLIC, the always-on domain to PWM2, and the flash.
set(RIVET_BOARD_WINDOWS
    0x20000+0x2000 0x2000000+0x10000 0xc000000+0x4000000 0x10000000+0x36000 0x20000000+0x20000000)
set(RIVET_BOARD_MEMORY sifive_e.ld)
set(RIVET_BOARD_ISA rv32imac)
set(rivet_timebase 32768)
if(RIVET_BOARD STREQUAL "hifive1")
    # Nobody has tried this on the board, nor that of the other revision.
    set(RIVET_BOARD_RUN
        "load=openocd -f board/sifive-hifive1.cfg -c 'program $RIVET_ELF reset exit'")
elseif(RIVET_BOARD STREQUAL "hifive1-revb")
    set(RIVET_BOARD_MEMORY hifive1-revb.ld)
    set(RIVET_BOARD_RUN
        "load=openocd -f board/sifive-hifive1-revb.cfg -c 'program $RIVET_ELF reset exit'")
elseif(RIVET_BOARD STREQUAL "sifive_e")
    set(RIVET_BOARD_RUN qemu=qemu-system-riscv32 machine=sifive_e image=kernel)
    # QEMU counts at the chip's rate from version 8.2 on, and before at 10 MHz.
    rivet_qemu_version(rivet_version qemu-system-riscv32)
    set(rivet_reason "the chip's, and that of QEMU 8.2 and later")
    if(rivet_version AND rivet_version VERSION_LESS 8.2)
        set(rivet_timebase 10000000)
        set(rivet_reason "QEMU ${rivet_version}'s; the chip's boards are hifive1 and hifive1-revb")
    endif()
    # CMake reads this file several times.
    get_property(rivet_is_told GLOBAL PROPERTY rivet_sifive_e_is_told)
    if(NOT rivet_is_told)
        message(STATUS
            "sifive_e: the timer counts at ${rivet_timebase} Hz: that is ${rivet_reason}")
        set_property(GLOBAL PROPERTY rivet_sifive_e_is_told TRUE)
    endif()
endif()
set(RIVET_BOARD_DEFINITIONS BOARD_TIMEBASE_HZ=${rivet_timebase})
