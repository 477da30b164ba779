/* SPDX-License-Identifier: MIT */
/*
 * The firmware whose size is what the runtime itself costs.
 */
int main(void)
{
    return 0;
}
