/* SPDX-License-Identifier: MIT */
/* After the report rt_panic_end halts, for a debugger or a watchdog. */
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
