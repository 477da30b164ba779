/* SPDX-License-Identifier: MIT */
/* The firmware whose size is the cost of the runtime itself. */
int main(void)
{
    return 0;
}
