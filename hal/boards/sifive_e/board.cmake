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
# The last is for the chip, on which nobody has tried it.
set(RIVET_BOARD_RUN qemu=qemu-system-riscv32 machine=sifive_e image=kernel
    "load=openocd -f board/sifive-hifive1.cfg -c 'program $RIVET_ELF reset exit'")

# The timer counts at 32768 Hz on the chip and in QEMU 8.2 or later, and at 10 MHz in older QEMU.
set(RIVET_BOARD_DEFINITIONS BOARD_TIMEBASE_HZ=32768)
execute_process(COMMAND qemu-system-riscv32 --version
    OUTPUT_VARIABLE rivet_qemu_version RESULT_VARIABLE rivet_qemu_failed ERROR_QUIET)
if(rivet_qemu_version MATCHES "version ([0-9]+\\.[0-9]+)" AND CMAKE_MATCH_1 VERSION_LESS 8.2)
    set(RIVET_BOARD_DEFINITIONS BOARD_TIMEBASE_HZ=10000000)
endif()
