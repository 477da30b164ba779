/* SPDX-License-Identifier: MIT */
/* A program that begins nowhere. */

int main(void)
{
    return 0;
}
