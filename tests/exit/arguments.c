/* SPDX-License-Identifier: MIT */
/* main has parameters: there are no arguments, and the list of them ends in NULL. */
#include <stddef.h>

int main(int argc, char **argv)
{
    return argc == 0 && argv[0] == NULL ? 42 : 1;
}
