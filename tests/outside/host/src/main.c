/* SPDX-License-Identifier: MIT */
/* Code of the target only. */
#include <rt/csr.h>

int main(void)
{
    return (int)csr_read(mhartid);
}
