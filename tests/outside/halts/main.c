/* SPDX-License-Identifier: MIT */
/* rt_panic_end halts after the report, so that a debugger or a watchdog takes over. */
#include <rt/exit.h>
#include <rt/panic.h>

#include <stdio.h>
#include <stdlib.h>

void rt_panic_end(void) /* the report has been made */
{
    rt_halt();
}

int main(void)
{
    char *volatile block = malloc(100);

    printf("room for %d\n", 100);
    free(block);
    free(block);
}
