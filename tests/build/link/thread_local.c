/* SPDX-License-Identifier: MIT */
/*
 * A thread-local variable: with an initial value, without, or in the C library.
 */
#include <errno.h>

#ifdef INITIALISED
static _Thread_local volatile int number = 1;
#elif defined(ZERO)
static _Thread_local volatile int number;
#else
#define number errno
#endif

int main(void)
{
    return number;
}
