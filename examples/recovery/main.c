/* SPDX-License-Identifier: MIT */
/*
 * Recovers from panics. Each panic resets the machine, and the next boot prints its reason and
 * retries. After three in a row it gives up, like a device that enters a safe mode.
 */
#include <board.h>
#include <rt/exit.h>
#include <rt/panic.h>

#include <stdio.h>

enum {
    PANICS_MAX = 3,
};

/* A warm reset does not change .noinit. After power-on its contents are random, so a count is only
 * valid with its complement. */
static struct {
    unsigned count;
    unsigned complement;
} panics __attribute__((section(".noinit")));

static unsigned panics_get(void)
{
    return panics.complement == ~panics.count ? panics.count : 0;
}

static void panics_set(unsigned count)
{
    panics.count = count;
    panics.complement = ~count;
}

/* Replaces the runtime's function, which ends the run. The report has already been sent. */
void rt_panic_end(void)
{
    static const struct sifive_test finisher = {BOARD_TEST_BASE};
    panics_set(panics_get() + 1);
    sifive_test_reset(&finisher);
    rt_halt();
}

/* The task of the firmware, which fails. */
static void control_the_pump(void)
{
    rt_panic("the pump does not answer");
}

int main(void)
{
    const struct rt_panic_record *const last = rt_last_panic();
    const unsigned count = panics_get();
    if (last == NULL || count == 0) {
        printf("power-on\n");
    } else {
        printf("reset after panic %u: %s\n", count, last->reason);
    }
    if (count < PANICS_MAX) {
        control_the_pump();
    } else {
        printf("giving up: the pump stays off\n");
    }
    panics_set(0);
    rt_last_panic_clear();
    return 0;
}
