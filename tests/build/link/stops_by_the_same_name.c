/* SPDX-License-Identifier: MIT */
/*
 * Ends with a call too, rightly: this work is another one.
 */
void stop_working(void);

__attribute__((noinline)) static void work(void)
{
    for (;;) {
    }
}

__attribute__((noinline)) static void run_for_ever(void)
{
    work();
}

void stop_working(void)
{
    run_for_ever();
}
