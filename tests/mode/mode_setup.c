/* SPDX-License-Identifier: MIT */
/*
 * What lower modes may do, tried there. CMakeLists.txt runs this on several cores, and says by
 * HAS_... what they have.
 */
#include <rt/csr.h>
#include <rt/mode_setup.h>
#include <rt/test.h>
#include <rt/trap.h>

#include <stdbool.h>

enum {
    USER = 0,
    SUPERVISOR = 1,
};

unsigned long mode_run(const char code[], unsigned long mode);

/* Each executes one instruction, then an ecall. */
extern const char mode_does_nothing[], mode_reads_time[], mode_reads_cycle[], mode_reads_stimecmp[];
extern const char mode_reads_satp[], mode_reads_senvcfg[], mode_reads_seed[];

/* Returns to the caller of mode_run. */
static bool come_back(struct rt_trap_frame *frame)
{
    frame->a0 = frame->cause;
    frame->pc = frame->ra;
    frame->status |= MSTATUS_MPP;
    return true;
}

/* The cause of the first trap. If it went to the supervisor, its ecall has come back. */
static unsigned long cause_in(unsigned long mode, const char code[])
{
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_ILLEGAL_INSTRUCTION, come_back), 0);
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_ECALL_U, come_back), 0);
    RT_REQUIRE_EQ(rt_trap_set_handler(CAUSE_ECALL_S, come_back), 0);
    csr_clear(mstatus, MSTATUS_MPP);
    if (!HAS_S) {
        return mode_run(code, mode);
    }
    csr_write(stvec, (uintptr_t)mode_does_nothing);
    csr_write(scause, CAUSE_ECALL_M);
    const unsigned long cause = mode_run(code, mode);
    const unsigned long before = csr_read(scause);
    return before == CAUSE_ECALL_M ? cause : before;
}

static bool may(unsigned long mode, const char code[])
{
    const unsigned long cause = cause_in(mode, code);

    RT_EXPECT(cause == CAUSE_ILLEGAL_INSTRUCTION ||
              cause == (mode == USER ? CAUSE_ECALL_U : CAUSE_ECALL_S));
    return cause != CAUSE_ILLEGAL_INSTRUCTION;
}

static struct rt_mode_rights set_up(struct rt_mode_rights wanted)
{
    return rt_mode_setup(&wanted);
}

RT_TEST(the_modes_are_those_of_the_core)
{
    const unsigned modes = set_up((struct rt_mode_rights)RT_MODE_SETUP_USER).modes;

    RT_EXPECT_NE(modes & RT_MODES_USER, 0);
    RT_EXPECT_EQ((modes & RT_MODES_SUPERVISOR) != 0, HAS_S);
    RT_EXPECT_EQ(modes,
                 csr_read(misa) & (RT_MODES_HYPERVISOR | RT_MODES_SUPERVISOR | RT_MODES_USER));
}

RT_TEST(a_user_program_may_use_nothing)
{
    if (HAS_S) {
        csr_write(medeleg, ~0UL);
        csr_write(mideleg, ~0UL);
        csr_write(scounteren, ~0UL);
    }
    csr_write(mcounteren, ~0UL);
    const struct rt_mode_rights got = set_up((struct rt_mode_rights)RT_MODE_SETUP_USER);
    RT_EXPECT_EQ(got.exceptions, 0);
    RT_EXPECT_EQ(got.counters | got.user_counters, 0);
    RT_EXPECT_EQ(got.environment, 0);
    RT_EXPECT_EQ(cause_in(USER, mode_does_nothing), CAUSE_ECALL_U);
    RT_EXPECT(!may(USER, mode_reads_time));
    RT_EXPECT(!may(USER, mode_reads_cycle));
}

RT_TEST(a_user_program_gets_the_counters_that_are_wanted)
{
    struct rt_mode_rights wanted = RT_MODE_SETUP_USER;

    wanted.counters = RT_COUNTERS_CYCLE;
    wanted.user_counters = RT_COUNTERS_CYCLE;
    const struct rt_mode_rights got = rt_mode_setup(&wanted);
    RT_EXPECT_EQ(got.counters, RT_COUNTERS_CYCLE);
    RT_EXPECT(may(USER, mode_reads_cycle));
    RT_EXPECT(!may(USER, mode_reads_time));
}

#if HAS_S
RT_TEST(a_supervisor_handles_its_traps_and_those_of_its_programs)
{
    const struct rt_mode_rights got = set_up((struct rt_mode_rights)RT_MODE_SETUP_SUPERVISOR);

    RT_EXPECT_EQ(got.exceptions, csr_read(medeleg));
    RT_EXPECT_EQ(got.exceptions & 0xb1ff, 0xb1ff);
    RT_EXPECT_EQ(got.exceptions & 1UL << CAUSE_ECALL_S, 0);
    RT_EXPECT_EQ(got.interrupts, csr_read(mideleg));
    RT_EXPECT_EQ(got.interrupts & 0x222, 0x222 & ~(unsigned long)MIP_MSIP);
    RT_EXPECT_EQ(cause_in(SUPERVISOR, mode_does_nothing), CAUSE_ECALL_S);
    RT_EXPECT_EQ(cause_in(USER, mode_does_nothing), CAUSE_ECALL_U);
    RT_EXPECT_EQ(csr_read(scause), CAUSE_ECALL_U);
}

RT_TEST(a_supervisor_reads_counters_and_its_programs_the_time)
{
    const struct rt_mode_rights got = set_up((struct rt_mode_rights)RT_MODE_SETUP_SUPERVISOR);

    RT_EXPECT_EQ(got.counters & 7, 7);
    RT_EXPECT_EQ(got.user_counters, RT_COUNTERS_TIME);
    RT_EXPECT(may(SUPERVISOR, mode_reads_time));
    RT_EXPECT(may(SUPERVISOR, mode_reads_cycle));
    RT_EXPECT(may(USER, mode_reads_time));
    RT_EXPECT(!may(USER, mode_reads_cycle));
}

RT_TEST(a_supervisor_has_stimecmp_exactly_if_the_core_has)
{
    struct rt_mode_rights wanted = RT_MODE_SETUP_SUPERVISOR;

    RT_EXPECT_EQ((rt_mode_setup(&wanted).environment & RT_ENVIRONMENT_STCE) != 0, HAS_SSTC);
    RT_EXPECT_EQ(may(SUPERVISOR, mode_reads_stimecmp), HAS_SSTC);
    wanted.environment = 0;
    RT_EXPECT_EQ(rt_mode_setup(&wanted).environment, 0);
    RT_EXPECT(!may(SUPERVISOR, mode_reads_stimecmp));
}

RT_TEST(what_shall_trap_traps)
{
    struct rt_mode_rights wanted = RT_MODE_SETUP_SUPERVISOR;

    csr_set(mstatus, RT_TRAPS_TVM | RT_TRAPS_TW | RT_TRAPS_TSR);
    RT_EXPECT_EQ(rt_mode_setup(&wanted).traps, 0);
    RT_EXPECT(may(SUPERVISOR, mode_reads_satp));
    wanted.traps = RT_TRAPS_TVM;
    RT_EXPECT_EQ(rt_mode_setup(&wanted).traps, RT_TRAPS_TVM);
    RT_EXPECT(!may(SUPERVISOR, mode_reads_satp));
}

/* senvcfg is part of that state, on cores that have it. */
RT_TEST(a_supervisor_has_the_state_that_is_wanted)
{
    struct rt_mode_rights wanted = RT_MODE_SETUP_SUPERVISOR;
    const bool has_senvcfg = rt_csr_exists(0x10a);

    RT_EXPECT_NE(rt_mode_setup(&wanted).state[0], 0);
    RT_EXPECT_EQ(may(SUPERVISOR, mode_reads_senvcfg), has_senvcfg);
    wanted.state[0] = 0;
    RT_EXPECT_EQ(rt_mode_setup(&wanted).state[0], 0);
    RT_EXPECT_EQ(may(SUPERVISOR, mode_reads_senvcfg), has_senvcfg && !HAS_STATEEN);
}

RT_TEST(a_supervisor_reads_seed_if_it_may)
{
    struct rt_mode_rights wanted = RT_MODE_SETUP_SUPERVISOR;

    RT_EXPECT(rt_mode_setup(&wanted).seed == RT_SEED_SUPERVISOR || !HAS_SEED);
    RT_EXPECT_EQ(may(SUPERVISOR, mode_reads_seed), HAS_SEED);
    wanted.seed = 0;
    RT_EXPECT_EQ(rt_mode_setup(&wanted).seed, 0);
    RT_EXPECT(!may(SUPERVISOR, mode_reads_seed));
}
#endif
