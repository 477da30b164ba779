# SPDX-License-Identifier: MIT
# An RP2350 on a board like the Pico 2, with its Hazard3 cores. It was never run on a chip.
set(RIVET_BOARD_NAMES rp2350)
set(RIVET_BOARD_MEMORY rp2350.ld)
# The cores also have Zbs and Zcb, which GCC 12 lacks or can't compile.
set(RIVET_BOARD_ISA rv32imac_zba_zbb_zbkb)
set(RIVET_BOARD_HART_IDS 0 1)
set(RIVET_BOARD_MODES user)
# The PMP has eight entries and no TOR: so that code and constants take one or two each.
set(RIVET_BOARD_PROTECTION_UNIT 16384)
# Hazard3 refuses to execute an instruction that lies in two entries.
set(RIVET_BOARD_CODE_IN_ONE_ENTRY ON)
set(RIVET_BOARD_UF2_FAMILY 0xe48bff5a)
# The peripherals and the single-cycle I/O. RAM lies between them and the flash, of which firmware
# has only its own part.
set(RIVET_BOARD_WINDOWS 0x40000000+0x170000 0x50000000+0x800000 0xd0000000+0x200)
