/* SPDX-License-Identifier: MIT */
/* Needs FILES. */
#include <stdio.h>

int main(void)
{
    return fopen("file", "r") != NULL;
}
