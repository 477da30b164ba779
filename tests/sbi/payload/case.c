/* SPDX-License-Identifier: MIT */
/*
 * Runs the cases. "only=PREFIX" on the kernel's command line chooses those whose names begin so.
 */
#include "case.h"

#include "tree.h"

extern const struct test_case payload_cases_start[], payload_cases_end[];

static const struct test_case *running;
static unsigned failures;
static const char *note_name;
static unsigned long note_value;

void case_note(const char *name, unsigned long value)
{
    note_name = name;
    note_value = value;
}

void case_check(const char *what, unsigned long line, unsigned long got, unsigned long wanted)
{
    if (got == wanted || __atomic_fetch_add(&failures, 1, __ATOMIC_RELAXED) != 0) {
        return;
    }
    say("FAILED %s: expected %x, got %x: %s, line %u", running->name, wanted, got, what, line);
    if (note_name != 0) {
        say(", %s %x", note_name, note_value);
    }
    say("\n");
}

static bool is_chosen(const struct test_case *it)
{
    char prefix[64];
    unsigned length = 0;
    const char *at = machine.arguments;

    while (*at != '\0' && !text_begins(at, "only=")) {
        at++;
    }
    for (at += *at != '\0' ? 5 : 0; *at > ' ' && length < sizeof(prefix) - 1; at++) {
        prefix[length++] = *at;
    }
    prefix[length] = '\0';
    return text_begins(it->name, prefix);
}

static bool run(const struct test_case *it)
{
    running = it;
    failures = 0;
    note_name = 0;
    it->run();
    if (failures == 0) {
        say("ok %s\n", it->name);
    }
    return failures == 0;
}

void payload_main(unsigned long hart, const unsigned char *tree);
void payload_main(unsigned long hart, const unsigned char *tree)
{
    unsigned long passed = 0, failed = 0;

    hart_prepare(&harts[hart % HARTS], hart);
    csr_write(sscratch, &harts[hart % HARTS]);
    machine_read(hart, tree);
    say("payload: %u harts\n", (unsigned long)machine.hart_count);
    for (const struct test_case *it = payload_cases_start; it < payload_cases_end; it++) {
        if (it->harts > machine.hart_count || !is_chosen(it)) {
            continue;
        }
        if (run(it)) {
            passed++;
        } else {
            failed++;
        }
    }
    say("%u passed, %u failed\n", passed, failed);
    sbi(SRST, 0, 0, failed != 0 ? 1 : 0);
    say("FAILED: the shutdown returned\n");
    for (;;) {
    }
}
