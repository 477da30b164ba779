/* SPDX-License-Identifier: MIT */
/* Correct firmware, for tests in which only the way of linking is wrong. */
int main(void)
{
    return 0;
}
