/* SPDX-License-Identifier: MIT */
/* A program with a weak reference. */

__attribute__((weak)) void missing(void);

void program_main(void);
void program_main(void)
{
    if (missing) {
        missing();
    }
    for (;;) {
    }
}
