/* SPDX-License-Identifier: MIT */
/* Shows where its own memory file put things; .data is copied from one region to the other. */
#include <rt/image.h>

#include <stdint.h>
#include <stdio.h>

static volatile int copied = 12345;

int main(void)
{
    printf("code %#lx data %#lx copied %d\n", (unsigned long)(uintptr_t)rt_text_start,
           (unsigned long)(uintptr_t)rt_data_start, copied);
    return 9;
}
