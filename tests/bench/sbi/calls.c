/* SPDX-License-Identifier: MIT */
/*
 * Counts what a firmware's start and its calls take, in supervisor mode above it, with one hart
 * under -icount. With two, "start" starts the other one, and counts nothing: the counter is not
 * exact then, and tools/bench_collect.py does it in QEMU's log.
 */
#include "case.h"

enum {
    CALLS = 100,
    LOOP = 4, /* Instructions around each call. */
    TEXT = 16,
    SLEEPS_AFTER_MS = 20, /* A hart that waits to be started. */
    GET_SPEC_VERSION = 0,
    GET_IMPLEMENTATION = 1,
    GET_IMPLEMENTATION_VERSION = 2,
    PROBE = 3,
    OPENSBI = 1, /* An implementation. */
};

struct bench_call {
    unsigned long arguments[4], function, extension;
};

extern const unsigned long bench_at_start;
unsigned long bench_calls(const struct bench_call *call, unsigned long count);
long bench_hart_start(unsigned long id, const void *address, void *argument);

static void report(const char *name, unsigned long total, unsigned long units)
{
    say("bench %s %u %u\n", name, total, units);
}

/* The difference of two counts has neither the beginning nor the end of a loop. */
static unsigned long count(const struct bench_call *call, unsigned long calls)
{
    const unsigned long twice = bench_calls(call, 2 * calls);

    return twice - bench_calls(call, calls) - calls * LOOP;
}

static void measure(const char *name, struct bench_call call)
{
    report(name, count(&call, CALLS), CALLS);
}

CASE(bench, version)
{
    const unsigned long version = sbi(BASE, GET_IMPLEMENTATION_VERSION).value;

    if (sbi(BASE, GET_IMPLEMENTATION).value == OPENSBI) {
        say("version OpenSBI %u.%u\n", version >> 16, version & 0xffff);
    }
}

CASE(bench, boot)
{
    report("boot", bench_at_start, 1);
}

CASE(bench, base)
{
    measure("base", (struct bench_call){{0}, GET_SPEC_VERSION, BASE});
}

CASE(bench, time)
{
    measure("time", (struct bench_call){{~0UL, ~0UL}, 0, TIME});
}

CASE(bench, ipi)
{
    measure("ipi", (struct bench_call){{1, machine.boot_hart}, 0, IPI});
    csr_clear(sip, SSIP);
}

/* sfence.vma of every address. */
CASE(bench, rfence)
{
    measure("rfence", (struct bench_call){{1, machine.boot_hart}, 1, RFENCE});
}

/* A firmware before SBI 2.0 has a call for each character. */
CASE(bench, dbcn)
{
    static const char text[TEXT] = "fifteen letters\n";
    const bool has_dbcn = sbi(BASE, PROBE, DBCN).value != 0;
    const struct bench_call call = has_dbcn
                                       ? (struct bench_call){{TEXT, (unsigned long)text}, 0, DBCN}
                                       : (struct bench_call){{'.'}, 0, PUTCHAR};
    const unsigned long found = count(&call, has_dbcn ? 1 : TEXT);

    say("\n");
    report("dbcn", found, 1);
}

static void do_nothing(struct hart *hart)
{
    (void)hart;
}

CASE_FOR_HARTS(2, bench, start)
{
    const unsigned long id = machine_other();
    struct hart *const hart = &harts[id];
    const uint64_t then = time_after_ms(SLEEPS_AFTER_MS);

    hart_prepare(hart, id);
    hart->job = do_nothing;
    EXPECT(WAIT(time_now() >= then));
    EXPECT_EQ(bench_hart_start(id, payload_hart_start, hart), OK);
    EXPECT(WAIT(read_atomic(&hart->starts) == 1));
    EXPECT(hart_wait(id, STOPPED));
}
