/* SPDX-License-Identifier: MIT */
/*
 * A thread-local variable that needs more alignment than a thread-local block has.
 */
static _Thread_local _Alignas(64) int number = 1;

int main(void)
{
    return *(volatile int *)&number;
}
