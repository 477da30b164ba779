/* SPDX-License-Identifier: MIT */
/* Its start panics. */
int main(void)
{
    return 0;
}
