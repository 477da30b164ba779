/* SPDX-License-Identifier: MIT */
/*
 * Recovers from panics: each one resets the machine, and the next boot says what the panic was and
 * tries again. After three in a row it gives up, as a device would that goes into a safe mode.
 */
#include <board.h>
#include <rt/exit.h>
#include <rt/panic.h>

#include <stdio.h>

enum {
    PANICS_MAX = 3,
};

/* A warm reset leaves .noinit alone. After power-on it holds anything: only a count whose
 * complement is beside it is one. */
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

/* Replaces the runtime's own, which ends the run. The report has been sent. */
void rt_panic_end(void)
{
    static const struct sifive_test finisher = {BOARD_TEST_BASE};
    panics_set(panics_get() + 1);
    sifive_test_reset(&finisher);
    rt_halt();
}

/* What the firmware is for; it doesn't work. */
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
