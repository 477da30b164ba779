/* SPDX-License-Identifier: MIT */
/*
 * Part of each program that CMake's checks link: the names that the C library, the compiler and
 * applications expect, and that Rivet's libraries define in firmware (ci/symbols.txt). Nothing of
 * this is ever run. All names are weak, so that a check may define them too.
 */
    .text
    .globl _start
_start:
    call main

    .macro define names:vararg
    .irp name, \names
    .weak \name
    .set \name, _start
    .endr
    .endm

    define stdin, stdout, stderr, abort, exit, _exit, __assert_func
    define malloc, calloc, realloc, free, aligned_alloc, memalign, posix_memalign
    define malloc_usable_size, __stack_chk_fail, __stack_chk_guard
    define __ubsan_handle_missing_return, __cxa_pure_virtual, __dso_handle, _ZdlPv, _ZdaPv
#if __riscv_xlen == 64
    define _Znwm, _Znam, _ZdlPvm, _ZdaPvm
#else
    define _Znwj, _Znaj, _ZdlPvj, _ZdaPvj
#endif

    .irp size, 1, 2, 4, 8
    define __atomic_load_\size, __atomic_store_\size, __atomic_exchange_\size
    define __atomic_compare_exchange_\size, __atomic_fetch_add_\size, __atomic_fetch_sub_\size
    define __atomic_fetch_and_\size, __atomic_fetch_or_\size, __atomic_fetch_xor_\size
    define __atomic_fetch_nand_\size
    .endr
