/* SPDX-License-Identifier: MIT */
/* rt_panic_end resets. The next boot finds the record of the panic and continues. */
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
