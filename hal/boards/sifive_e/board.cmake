# SPDX-License-Identifier: MIT
# QEMU's "sifive_e" machine, a HiFive1 (SiFive FE310).
set(RIVET_BOARD_NAMES sifive_e)
set(RIVET_BOARD_MODES user)
set(RIVET_BOARD_REPORTS_ADDRESSES ON)
set(RIVET_BOARD_PROTECTION ON)
# OTP memory, CLINT, PLIC, the always-on domain to PWM2, and the flash.
set(RIVET_BOARD_WINDOWS
    0x20000+0x2000 0x2000000+0x10000 0xc000000+0x4000000 0x10000000+0x36000 0x20000000+0x20000000)
set(RIVET_BOARD_MEMORY sifive_e.ld)
set(RIVET_BOARD_ISA rv32imac)
set(RIVET_BOARD_RUN qemu=qemu-system-riscv32 machine=sifive_e image=kernel)

# The timer counts at 32768 Hz on the chip and in QEMU 8.2 or later, and at 10 MHz in older QEMU. So
# firmware for the chip names no machine of QEMU's, where its times might be off by a factor of 305.
set(rivet_timebase 32768)
if(RIVET_BOARD STREQUAL "sifive_e")
    option(RIVET_FOR_CHIP "The firmware is for the chip, not for QEMU's model of it" OFF)
    if(RIVET_FOR_CHIP)
        set(RIVET_BOARD_RUN "")
        set(rivet_reason "that is the chip's, since RIVET_FOR_CHIP is ON")
    else()
        execute_process(COMMAND qemu-system-riscv32 --version
            OUTPUT_VARIABLE rivet_version RESULT_VARIABLE rivet_failed ERROR_QUIET)
        set(rivet_reason "that is the chip's, and that of QEMU 8.2 and later")
        if(rivet_version MATCHES "version ([0-9]+\\.[0-9]+)" AND CMAKE_MATCH_1 VERSION_LESS 8.2)
            set(rivet_timebase 10000000)
            set(rivet_reason "that is QEMU ${CMAKE_MATCH_1}'s; for the chip, configure with \
-DRIVET_FOR_CHIP=ON")
        endif()
    endif()
    # CMake reads this file several times.
    get_property(rivet_is_told GLOBAL PROPERTY rivet_sifive_e_is_told)
    if(NOT rivet_is_told)
        message(STATUS "sifive_e: the timer counts at ${rivet_timebase} Hz: ${rivet_reason}")
        set_property(GLOBAL PROPERTY rivet_sifive_e_is_told TRUE)
    endif()
endif()
set(RIVET_BOARD_DEFINITIONS BOARD_TIMEBASE_HZ=${rivet_timebase})
# Nobody has tried this on the chip.
list(APPEND RIVET_BOARD_RUN
    "load=openocd -f board/sifive-hifive1.cfg -c 'program $RIVET_ELF reset exit'")
