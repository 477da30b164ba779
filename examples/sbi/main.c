/* SPDX-License-Identifier: MIT */
/*
 * The machine-mode firmware of an operating system, with every extension of lib/sbi.
 */
#include "next.h"

#include <sbi/call.h>

SBI_EXTENSIONS(SBI_STANDARD)

int main(void)
{
    start_next();
}
