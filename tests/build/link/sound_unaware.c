/* SPDX-License-Identifier: MIT */
/* A function that is noreturn elsewhere, but not declared so here, is inlined into a linked one. */
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
