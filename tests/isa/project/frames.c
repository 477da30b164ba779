/* SPDX-License-Identifier: MIT */
/* Reaches the functions of frames.S, so that they are linked. */
#include <stddef.h>

void takes_16000(void);
void takes_4096(void);
void takes_what_is_not_known(void);

static volatile unsigned sum;

/* With Zba, Clang makes this frame by shifting and adding. */
__attribute__((noinline, used)) static void takes_a_lot_in_c(void)
{
    volatile unsigned char bytes[16300];

    for (size_t i = 0; i < sizeof(bytes); i++) {
        bytes[i] = (unsigned char)i;
    }
    sum += bytes[77];
}

int main(void)
{
    takes_a_lot_in_c();
#ifdef __riscv_zba
    takes_16000();
#endif
#ifdef __riscv_zbs
    takes_4096();
#endif
#ifdef __riscv_zcb
    takes_what_is_not_known();
#endif
    return 0;
}
