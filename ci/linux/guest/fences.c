/* SPDX-License-Identifier: MIT */
/*
 * Remote fences. One thread changes what an address means, all others look. After the system call
 * has returned, no hart may still use an old translation, right or instruction.
 */
#include "threads.h"

enum {
    GENERATIONS = 3000, /* on all harts: fences of many harts take longer */
    ROUNDS = 100,
};

static int members; /* threads that look */
static int left;

static void end_thread(void)
{
    __atomic_add_fetch(&left, 1, __ATOMIC_ACQ_REL);
}

static void join(void)
{
    while (__atomic_load_n(&left, __ATOMIC_ACQUIRE) < members) {
        (void)CALL0(SYS_sched_yield);
    }
}

static volatile long *window; /* one of two pages, which alternate */
static long generations;
static long current; /* window has at least this generation */

/* Each call makes remote fences of its own, so several harts wait for each other. */
static void make_noise(void)
{
    char *page = map(NULL, 2L * PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    page[0] = 1;
    page[PAGE] = 1;
    (void)CALL3(SYS_mprotect, page, 2L * PAGE, PROT_READ);
    (void)CALL2(SYS_munmap, page, 2L * PAGE);
}

static void look_through_window(long cpu)
{
    move_to((int)cpu);
    threads_meet(members + 1);
    long seen = 0;
    for (unsigned long turn = 0; seen < generations; turn++) {
        long expected = __atomic_load_n(&current, __ATOMIC_ACQUIRE);
        seen = *window;
        if (seen < expected) {
            print("the page is old by generations:", expected - seen);
            fail("a translation survived its fence on hart", cpu);
        }
        if (turn % 64 == 0) {
            make_noise();
        }
    }
    end_thread();
}

void check_fences(int cpus)
{
    long *aliases[2]; /* the two pages, always mapped */
    int file = (int)CALL2(SYS_memfd_create, "window", 0);
    if (file < 0 || CALL2(SYS_ftruncate, file, 2L * PAGE) < 0) {
        fail("no memory file:", file);
    }
    for (int i = 0; i < 2; i++) {
        aliases[i] = map(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, file, (long)i * PAGE);
    }
    window = map(NULL, PAGE, PROT_READ, MAP_SHARED, file, 0);
    members = cpus > 1 ? cpus - 1 : 1;
    generations = GENERATIONS / cpus;
    threads_start(cpus, look_through_window);
    threads_meet(members + 1);
    for (long i = 1; i <= generations; i++) {
        *(volatile long *)aliases[i % 2] = i;
        void *same =
            map((void *)window, PAGE, PROT_READ, MAP_SHARED | MAP_FIXED, file, i % 2 * PAGE);
        if (same != window) {
            fail("mmap failed with", (long)same);
        }
        __atomic_store_n(&current, i, __ATOMIC_RELEASE);
    }
    join();
}

static char *guarded;
static int file_for_reading;

/* The kernel reads and writes by the same translations, and returns an error instead of a signal.
 */
static void expect_access(const char *what, long cpu, long result, long expected)
{
    if (result != expected) {
        print(what, result);
        fail("a right survived its fence, or was lost, on hart", cpu);
    }
}

static void use_guarded(long cpu)
{
    move_to((int)cpu);
    for (int i = 0; i < ROUNDS; i++) {
        threads_meet(members + 1); /* may be written */
        *(volatile char *)(guarded + cpu) = 1;
        expect_access("write to a page returned", cpu, CALL3(SYS_getrandom, guarded + cpu, 1, 0),
                      1);
        threads_meet(members + 1);
        threads_meet(members + 1); /* may be read */
        expect_access("write to a read-only page returned", cpu,
                      CALL3(SYS_getrandom, guarded + cpu, 1, 0), -EFAULT);
        (void)*(volatile char *)guarded;
        threads_meet(members + 1);
        threads_meet(members + 1); /* is not there */
        expect_access("read of no page returned", cpu,
                      CALL3(SYS_write, file_for_reading, guarded, 1), -EFAULT);
        threads_meet(members + 1);
    }
    end_thread();
}

/* Lets the others look, and waits until they have. */
static void let_look(long error)
{
    if (error < 0) {
        fail("mmap, mprotect or munmap failed with", error);
    }
    threads_meet(members + 1);
    threads_meet(members + 1);
}

void check_protection(int cpus)
{
    file_for_reading = (int)CALL2(SYS_memfd_create, "reads", 0);
    members = cpus > 1 ? cpus - 1 : 1;
    threads_start(cpus, use_guarded);
    for (int i = 0; i < ROUNDS; i++) {
        int where = i == 0 ? 0 : MAP_FIXED;
        guarded =
            map(guarded, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | where, -1, 0);
        let_look((long)guarded);
        let_look(CALL3(SYS_mprotect, guarded, PAGE, PROT_READ));
        let_look(CALL2(SYS_munmap, guarded, PAGE));
    }
    join();
}

static uint32_t *code;
static long answer;

static void run_code(long cpu)
{
    move_to((int)cpu);
    for (int i = 0; i < ROUNDS; i++) {
        threads_meet(members + 1);
        long got = ((long (*)(void))(uintptr_t)code)();
        if (got != answer) {
            print("code returned what it was before:", got);
            fail("an instruction survived its fence on hart", cpu);
        }
        threads_meet(members + 1);
    }
    end_thread();
}

void check_code(int cpus)
{
    code = map(NULL, PAGE, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    members = cpus > 1 ? cpus - 1 : 1;
    threads_start(cpus, run_code);
    for (int i = 0; i < ROUNDS; i++) {
        answer = i + 1;
        code[0] = 0x00000513U | (uint32_t)answer << 20; /* li a0, answer */
        code[1] = 0x00008067U;                          /* ret */
        let_look(CALL3(SYS_riscv_flush_icache, code, code + 2, 0));
    }
    join();
}
