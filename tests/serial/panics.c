/* SPDX-License-Identifier: MIT */
/* Firmware that is no test, and panics. */
#include <rt/panic.h>

int main(void)
{
    rt_panic("the wire is hot");
}
