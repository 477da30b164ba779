/* SPDX-License-Identifier: MIT */
/*
 * An object file that says nothing about how to run it.
 */
int plain(void);

int plain(void)
{
    return 0;
}
