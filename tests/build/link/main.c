/* SPDX-License-Identifier: MIT */
/* Correct firmware. In tests that use it only the way of linking is wrong. */
int main(void)
{
    return 0;
}
