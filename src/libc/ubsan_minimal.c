/* SPDX-License-Identifier: MIT */
/*
 * UBSan's answer in MINIMAL firmware, to the one check that every C++ file is compiled with: a
 * function ends without its value. It traps, and so ends like any other fault there.
 */
__attribute__((noreturn)) void __ubsan_handle_missing_return(const void *check);

void __ubsan_handle_missing_return(const void *check)
{
    (void)check;
    __builtin_trap();
}
