/* SPDX-License-Identifier: MIT */
/*
 * A function that is noreturn elsewhere, but not declared so here, and returns. Compilers may turn
 * the call into a jump.
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
