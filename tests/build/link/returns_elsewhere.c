/* SPDX-License-Identifier: MIT */
/*
 * Does not know that it is declared noreturn, and returns; compilers may make the call a jump.
 */
void stop(void);
void work(void);

static volatile int done;

__attribute__((noinline)) void work(void)
{
    done = 1;
}

void stop(void)
{
    work();
}
