/* SPDX-License-Identifier: MIT */
/* An object file without information on how to run it. */
int plain(void);

int plain(void)
{
    return 0;
}
