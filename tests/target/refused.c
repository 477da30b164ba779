/* SPDX-License-Identifier: MIT */
/* Its start panics: the core does not keep the trap vector. */
int main(void)
{
    return 0;
}
