/* SPDX-License-Identifier: MIT */
/*
 * Its panic policy is to reset; the next life finds the record of the panic and goes on.
 */
#include <board.h>
#include <rt/panic.h>

#include <stdio.h>

static const struct sifive_test finisher = {BOARD_TEST_BASE};
static int lives = 1;

void rt_panic_end(void)
{
    sifive_test_reset(&finisher);
}

int main(void)
{
    const struct rt_panic_record *const record = rt_last_panic();

    if (record == NULL) {
        lives = 9;
        rt_panic("try again");
    }
    printf("reset after '%s', life %d\n", record->reason, lives);
    return 21;
}
