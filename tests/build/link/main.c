/* SPDX-License-Identifier: MIT */
/*
 * A firmware with nothing wrong in it: what must not link is how it is linked.
 */
int main(void)
{
    return 0;
}
