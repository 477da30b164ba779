/* SPDX-License-Identifier: MIT */
/* main has parameters: there are no arguments. */
#include <stddef.h>

int main(int argc, char **argv)
{
    return argc == 0 && argv == NULL ? 42 : 1;
}
