/* SPDX-License-Identifier: MIT */
/*
 * Prints where its own memory file placed code and data; .data is copied from one region to the
 * other. Then it panics, and its own rt_panic_end sets the exit status.
 */
#include <rt/exit.h>
#include <rt/image.h>
#include <rt/panic.h>

#include <stdint.h>
#include <stdio.h>

static volatile int copied = 12345;

void rt_panic_end(void)
{
    rt_exit(9);
}

int main(void)
{
    printf("code %#lx data %#lx copied %d\n", (unsigned long)(uintptr_t)rt_text_start,
           (unsigned long)(uintptr_t)rt_data_start, copied);
    rt_panic("the policy of this firmware counts");
}
