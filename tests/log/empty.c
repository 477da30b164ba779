/* SPDX-License-Identifier: MIT */
/*
 * What silent.c is without its calls.
 */
static volatile int calls;

int main(void)
{
    return calls;
}
