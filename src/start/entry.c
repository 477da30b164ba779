/* SPDX-License-Identifier: MIT */
/*
 * The one C function between start.S and main.
 */
#include "entry.h"

#include "hart/hart.h"
#include "pmp/pmp.h"

#include <rt/board.h>

#include <stdlib.h>

void rti_entry(void)
{
    rti_hart_block_init_boot();
    rti_pmp_init();
    board_init();
    run_constructors();
    exit(main());
}

/*
 * Never in an image: the linker looks at atomic.c, libc.c and ubsan.c before link-time
 * optimisation, whose code may call them.
 */
__asm__(".pushsection .rivet.needs, \"\", @progbits\n"
        ".reloc ., R_RISCV_NONE, __atomic_fetch_add_1\n"
        ".reloc ., R_RISCV_NONE, __stack_chk_fail\n"
        ".reloc ., R_RISCV_NONE, __ubsan_handle_add_overflow\n"
        ".popsection");
