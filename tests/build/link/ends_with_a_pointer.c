/* SPDX-License-Identifier: MIT */
/*
 * Says of a call through a pointer that nothing comes after it, which nobody knows.
 */
static void (*volatile way_out)(void);

__attribute__((noinline)) static void leave(void)
{
    way_out();
    __builtin_unreachable();
}

int main(void)
{
    if (way_out != 0) {
        leave();
    }
    return 0;
}
