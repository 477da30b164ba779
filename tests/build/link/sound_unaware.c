/* SPDX-License-Identifier: MIT */
/*
 * Does not know that its function is declared noreturn, and puts it into one that is linked.
 */
void stop_unaware(void);
void stop_by_it(void);

static volatile int turns;

void stop_unaware(void)
{
    turns = 1;
    for (;;) {
    }
}

void stop_by_it(void)
{
    turns = 2;
    stop_unaware();
}
