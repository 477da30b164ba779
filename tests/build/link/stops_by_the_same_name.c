/* SPDX-License-Identifier: MIT */
/* Also ends with a call, correctly: this function "work" is a different one. */
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
