/* SPDX-License-Identifier: MIT */
/* Constructors run before main, in order, and in MINIMAL firmware too. */
static int status;

__attribute__((constructor(101))) static void first(void)
{
    status = 40;
}

__attribute__((constructor(102))) static void second(void)
{
    status += 2;
}

int main(void)
{
    return status;
}
