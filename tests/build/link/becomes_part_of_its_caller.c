/* SPDX-License-Identifier: MIT */
/*
 * A function that is noreturn elsewhere, but not declared so here. It is small enough for link-time
 * optimisation to inline it into its caller.
 */
void stop(void);

static volatile int done;

void stop(void)
{
    done = 1;
}
