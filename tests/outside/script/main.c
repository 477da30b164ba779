/* SPDX-License-Identifier: MIT */
/* Prints where its own linker script placed things. */
#include <stdint.h>
#include <stdio.h>

static volatile uint32_t mailbox[4] __attribute__((section(".mailbox")));
static volatile int loaded = 42;

extern char mailbox_start[], mailbox_end[];

int main(void)
{
    mailbox[3] = 6;
    printf("mailbox at %#lx, %d bytes, loaded %d\n", (unsigned long)(uintptr_t)mailbox,
           (int)(mailbox_end - mailbox_start), loaded);
    return (int)mailbox[3];
}
