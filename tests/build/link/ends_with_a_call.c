/* SPDX-License-Identifier: MIT */
/*
 * Says of a call that nothing comes after it, which is not so.
 */
static volatile int done;

__attribute__((noinline)) static void work(void)
{
    done = 1;
}

int main(void)
{
    work();
    __builtin_unreachable();
}
