/* SPDX-License-Identifier: MIT */
/*
 * Does not know that it is declared noreturn, and is small enough for link-time optimisation to put
 * it into its caller.
 */
void stop(void);

static volatile int done;

void stop(void)
{
    done = 1;
}
