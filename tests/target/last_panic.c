/* SPDX-License-Identifier: MIT */
/*
 * The record of the last panic. The first boot of a case panics. The second one, entered as after a
 * warm reset, finds the record and panics with its contents.
 */
#include "faults.h"

#include <rt/board.h>
#include <rt/csr.h>
#include <rt/exit.h>
#include <rt/panic.h>
#include <rt/test.h>
#include <rt/time.h>

#include <string.h>

void _start(void);

__attribute__((section(".noinit"))) static unsigned restarts;
__attribute__((section(".noinit"))) static uint64_t before_panic; /* in us since reset */
static bool restart_wanted, panic_wanted;
static unsigned long left_on; /* bits that were set in mie */

/* Runs after each report, in place of the runtime's function. */
void rt_panic_end(void)
{
    if (csr_read(mie) != 0 || (csr_read(mstatus) & MSTATUS_MIE) != 0) {
        rt_exit(0); /* fails the case */
    }
    if (panic_wanted) {
        panic_wanted = false;
        rt_panic("could not save block %d", 7);
    }
    if (restart_wanted) {
        rt_test_will_restart();
        csr_write(mie, left_on);
        _start();
    }
    rt_exit(RT_PANIC_STATUS);
}

RT_TEST(no_panic_is_recorded_after_power_on)
{
    RT_EXPECT(rt_last_panic() == NULL);
}

RT_TEST_PANICS(record_survives_a_restart, "found: 'first life, number 7' of a right pc and build")
{
    const struct rt_panic_record *const record = rt_last_panic();

    if (record == NULL) {
        restart_wanted = true;
        rt_panic("first life, number %d", 7);
    }
    extern const char rti_build_id[];
    const bool right = record->cause == ~0UL && record->address == 0 &&
                       record->hart == csr_read(mhartid) &&
                       memcmp(record->build, rti_build_id, sizeof(record->build)) == 0;
    rt_panic("found: '%s' of a %s pc and build", record->reason, right ? "right" : "wrong");
}

/* The timer goes on. */
RT_TEST_PANICS(record_has_the_time_of_the_panic, "found: a time between both")
{
    const struct rt_panic_record *const record = rt_last_panic();

    if (record == NULL) {
        restart_wanted = true;
        before_panic = rt_uptime_us();
        rt_panic("first life");
    }
    const bool is_between =
        record->uptime_us >= before_panic && record->uptime_us <= rt_uptime_us();
    rt_panic("found: a time %s both", is_between ? "between" : "outside of");
}

/* rt_panic_end checks this. */
RT_TEST_PANICS(interrupts_are_off_in_a_panic, "with every interrupt on")
{
    hal_timer_cancel(board_timer);
    csr_set(mie, MIP_MSIP | MIP_MTIP | MIP_MEIP);
    csr_set(mstatus, MSTATUS_MIE);
    rt_panic("with every interrupt on");
}

RT_TEST_PANICS(record_of_a_trap_has_its_address, "found: cause 7 at 44")
{
    const struct rt_panic_record *const record = rt_last_panic();

    if (record == NULL) {
        restart_wanted = true;
        AT(int, 0x44) = 1;
    }
    rt_panic("found: cause %lu at %lx", record->cause, (unsigned long)record->address);
}

RT_TEST_PANICS(fault_in_the_report_is_recorded, "found: 'load access fault, inside the report of ")
{
    const struct rt_panic_record *const record = rt_last_panic();

    if (record == NULL) {
        void (*const panic)(const char *, ...) = rt_panic;

        restart_wanted = true;
        panic((const char *)hide(NOWHERE));
    }
    rt_panic("found: '%s'", record->reason);
}

/* In this firmware nothing calls rt_panic_frame. What is in a1 must not count as its frame. */
RT_TEST_PANICS(a_panic_without_a_message_is_a_report_too,
               "*** PANIC: rt_panic without a message\n  pc      0x")
{
    static const unsigned long words[64];
    void (*const panic)(const char *, ...) = rt_panic;

    panic((const char *)hide(0), words);
}

RT_TEST_PANICS(a_panic_after_the_report_has_its_words,
               "*** PANIC: could not save block 7\n  inside  the report of a panic\n  pc      0x")
{
    panic_wanted = true;
    rt_panic("first");
}

RT_TEST_PANICS(a_boot_turns_every_interrupt_off, "second life, mie is 0\n")
{
    if (rt_last_panic() == NULL) {
        restart_wanted = true;
        left_on = MIP_MSIP | MIP_MTIP | MIP_MEIP;
        rt_panic("first life");
    }
    rt_panic("second life, mie is %lx", csr_read(mie));
}

RT_TEST_PANICS(damaged_record_is_not_believed, "nothing found")
{
    if (restarts == 0x600d) {
        restarts = 0;
        rt_panic("%s", rt_last_panic() == NULL ? "nothing found" : "believed");
    }
    restarts = 0x600d;
    restart_wanted = true;
    rt_panic("to be damaged");
}

__attribute__((constructor)) static void damage(void)
{
    struct rt_panic_record *const record = (struct rt_panic_record *)rt_last_panic();

    if (restarts == 0x600d && record != NULL) {
        record->reason[0] ^= 1;
    }
}
