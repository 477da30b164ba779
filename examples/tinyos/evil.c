/* SPDX-License-Identifier: MIT */
/*
 * Does one bad thing in each of its lives.
 */
#include "os.h"

/* Where the firmware begins on most boards; no region of ours. */
extern char __global_pointer$[];

__attribute__((noinline)) static void store_to_kernel(void)
{
    *(volatile char *)__global_pointer$ = 66;
}

__attribute__((noinline)) static void jump_into_kernel(void)
{
    ((void (*)(void))(uintptr_t)(__global_pointer$ + 4))();
    __asm__ volatile("" ::: "memory");
}

__attribute__((noinline)) static void turn_interrupts_off(void)
{
    __asm__ volatile("csrci mstatus, 8");
}

__attribute__((noinline)) static unsigned overflow_stack(unsigned depth)
{
    volatile char space[64];

    space[0] = 1;
    return depth < 1000 ? overflow_stack(depth + 1) + (unsigned)space[0] : 0;
}

__attribute__((noinline)) static void hang(void)
{
    for (;;) {
        __asm__ volatile("");
    }
}

__attribute__((noinline)) static void lie_about_a_text(void)
{
    if (os_write(__global_pointer$, OS_LONGEST_TEXT) >= 0) {
        os_write("the kernel gave its memory away", 31);
    }
}

void program_main(unsigned long life)
{
    os_sleep(20);
    switch (life) {
    case 0:
        store_to_kernel();
        break;
    case 1:
        jump_into_kernel();
        break;
    case 2:
        turn_interrupts_off();
        break;
    case 3:
        overflow_stack(0);
        break;
    case 4:
        hang();
        break;
    default:
        lie_about_a_text();
        break;
    }
    os_exit();
}
