/* SPDX-License-Identifier: MIT */
/* More than 1 MiB of code. */
__attribute__((noinline, used)) static void gap(void)
{
    __asm__ volatile(".skip 1100000");
}

int main(void)
{
    __asm__ volatile("" ::"r"(gap));
    return 42;
}
