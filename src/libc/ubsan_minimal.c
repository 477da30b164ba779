/* SPDX-License-Identifier: MIT */
/*
 * UBSan in MINIMAL firmware. Every C++ file is compiled with one check, for a function that ends
 * without returning a value. It traps, which ends the run like any other fault.
 */
__attribute__((noreturn)) void __ubsan_handle_missing_return(const void *check);

void __ubsan_handle_missing_return(const void *check)
{
    (void)check;
    __builtin_trap();
}
