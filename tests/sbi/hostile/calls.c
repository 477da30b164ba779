/* SPDX-License-Identifier: MIT */
/*
 * Random calls. Most are near those that exist. What would end the run, or lead a hart out of the
 * payload, is changed to what is harmless.
 */
#include "calls.h"

#include "case.h"
#include "paging.h"

static char quiet[64];

static const unsigned long extensions[] = {
    BASE, TIME, IPI, RFENCE, HSM, SRST, PMU, DBCN, FWFT, RFENCE, IPI, HSM, DBCN,
};

/* What arguments are made of. */
static unsigned long address(struct random *random)
{
    const unsigned long base = (unsigned long)machine.firmware_base;
    const unsigned long size = (unsigned long)(machine.firmware_end - machine.firmware_base);

    switch (random_below(random, 8)) {
    case 0:
    case 1:
        return base + random_below(random, size);
    case 2:
        return base + size - random_below(random, 64);
    case 3:
        return 0x2000000 + random_below(random, 0x10000);
    case 4:
        return 0x100000 + random_below(random, 16);
    case 5:
        return (unsigned long)machine.ram_end - random_below(random, 2 * PAGE);
    case 6:
        return (unsigned long)quiet;
    default:
        return random_word(random);
    }
}

static unsigned long argument(struct random *random)
{
    switch (random_below(random, 8)) {
    case 0:
        return 0;
    case 1:
        return ~0UL - random_below(random, 3);
    case 2:
        return random_below(random, 4 * HARTS);
    case 3:
        return (1UL << random_below(random, 8 * sizeof(long))) - random_below(random, 2);
    case 4:
        return machine.harts & random_word(random);
    case 5:
        return machine.boot_hart;
    case 6:
        return address(random);
    default:
        return random_word(random);
    }
}

static unsigned long extension(struct random *random)
{
    const unsigned long near =
        extensions[random_below(random, sizeof(extensions) / sizeof(extensions[0]))];

    switch (random_below(random, 16)) {
    case 0:
        return near + random_below(random, 3) - 1;
    case 1:
        return near ^ 1UL << random_below(random, 8 * sizeof(long));
    case 2:
        return argument(random);
    default:
        return near;
    }
}

/* A reset would succeed only with a reason that is not reserved. */
static void tame_reset(struct call *call)
{
    if ((uint32_t)call->a[0] <= 2) {
        call->a[1] = 2;
    }
}

/* Harts start only in the payload. One that stops, or resumes elsewhere, begins its job anew, which
 * the boot hart can't. A suspend is ended by the timer. */
static void tame_hart_state(struct call *call)
{
    struct hart *const hart = self();
    const bool is_boot_hart = hart->id == machine.boot_hart;

    if (call->function == 0 && call->a[0] < HARTS && machine_is_ram(call->a[1])) {
        call->a[1] = (unsigned long)payload_hart_start;
        call->a[2] = (unsigned long)&harts[call->a[0]];
    } else if (call->function == 1 && is_boot_hart) {
        call->function = 2;
    } else if (call->function == 3) {
        if (machine_is_ram(call->a[1])) {
            call->a[1] = (unsigned long)payload_hart_start;
            call->a[2] = (unsigned long)hart;
        }
        if (is_boot_hart && (call->a[0] >> 31 & 1) != 0) {
            call->a[0] = 0;
        }
        set_timer(time_now() + 2000);
        csr_set(sie, STIP);
    }
}

/* Nothing is printed but dots, and nothing is read into the payload. */
static void tame_console(struct call *call)
{
    if (call->function == 2) {
        call->a[0] = '.';
    } else if (call->function < 2 && machine_is_ram(call->a[1]) && call->a[2] == 0 &&
               call->a[1] >= machine_number("firmware_end=", 0)) {
        call->a[1] = (unsigned long)quiet;
        call->a[0] %= 4;
    }
}

/* Harts that stop are to be started again, so that all take part. */
static void choose_hart_state(struct random *random, struct call *call)
{
    if (call->function == 1 && random_below(random, 8) != 0) {
        call->function = 0;
    }
    if (call->function == 0 && random_below(random, 4) != 0) {
        call->a[0] = random_below(random, machine.hart_count);
        call->a[1] = (unsigned long)quiet;
    }
}

void call_make(struct random *random, struct call *call)
{
    call->extension = extension(random);
    call->function = random_below(random, 4) != 0 ? random_below(random, 8) : argument(random);
    for (unsigned i = 0; i < 6; i++) {
        call->a[i] = argument(random);
    }
    /* Where memory is meant, most words should be addresses. */
    if (call->extension == DBCN || call->extension == HSM) {
        call->a[1] = address(random);
        call->a[2] = random_below(random, 2) != 0 ? 0 : call->a[2];
    }
    if (call->extension == HSM) {
        choose_hart_state(random, call);
    }
    if ((call->extension == IPI || call->extension == RFENCE) && random_below(random, 2) != 0) {
        call->a[0] &= machine.harts;
        call->a[1] = 0;
    }
}

void call_tame(struct call *call)
{
    for (unsigned i = 0; i < sizeof(quiet); i++) {
        quiet[i] = '.';
    }
    if (call->extension == SRST) {
        tame_reset(call);
    } else if (call->extension == HSM) {
        tame_hart_state(call);
    } else if (call->extension == DBCN) {
        tame_console(call);
    }
}
