/* SPDX-License-Identifier: MIT */
/* A program with a constructor. */

static volatile int ready;

__attribute__((constructor)) static void before(void)
{
    ready = 1;
}

void program_main(void);
void program_main(void)
{
}
