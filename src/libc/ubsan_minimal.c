/* SPDX-License-Identifier: MIT */
/*
 * UBSan in MINIMAL firmware. Every C++ file is compiled with one check: a function must not end
 * without returning its value. A failure traps, which ends the run like any other fault.
 */
__attribute__((noreturn)) void __ubsan_handle_missing_return(const void *check);

void __ubsan_handle_missing_return(const void *check)
{
    (void)check;
    __builtin_trap();
}
