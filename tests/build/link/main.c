/* SPDX-License-Identifier: MIT */
/* Correct firmware. Tests that use it link it in a wrong way. */
int main(void)
{
    return 0;
}
