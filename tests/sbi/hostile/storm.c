/* SPDX-License-Identifier: MIT */
/*
 * All harts make random calls with random registers, while they interrupt, fence, start and stop
 * each other. "calls=N seed=N" on the kernel's command line say how many.
 */
#include "calls.h"
#include "case.h"

enum {
    A0 = 10,
    A1 = 11,
    A6 = 16,
    A7 = 17,
    COUNTER = 31,
};

static struct random generators[HARTS];
static long remaining;
static unsigned long bad[6]; /* What a call returned, or changed, that it must not. */
static unsigned long made, refused, worked[HARTS];

static void report(const char *what, const struct call *call, unsigned long got)
{
    say("hart %u, extension %x, function %x, arguments %x %x %x %x %x %x: %s %x\n", self()->id,
        call->extension, call->function, call->a[0], call->a[1], call->a[2], call->a[3], call->a[4],
        call->a[5], what, got);
    __atomic_fetch_add(&bad[0], 1, __ATOMIC_RELAXED);
}

static void fill(struct random *random, struct registers *area)
{
    for (unsigned i = 1; i < 32; i++) {
        area->x[i] = random_word(random);
    }
}

/* CSRs that calls must leave as they are; read with interrupts off. */
struct kept {
    unsigned long sepc, scause, stval, stvec, scounteren, sscratch, satp, sie;
};

static struct kept read_kept(void)
{
    return (struct kept){csr_read(sepc),       csr_read(scause),   csr_read(stval), csr_read(stvec),
                         csr_read(scounteren), csr_read(sscratch), csr_read(satp),  csr_read(sie)};
}

static bool is_firmware(unsigned long word)
{
    return word >= machine.firmware_base && word < machine.firmware_end;
}

static void check_registers(const struct call *call, const struct registers *area)
{
    const struct registers *const after = &self()->result;

    for (unsigned i = 1; i < 32; i++) {
        if (i != A0 && i != A1 && after->x[i] != area->x[i]) {
            report("changed register", call, i);
        }
    }
    if ((long)after->x[A0] > OK || (long)after->x[A0] < LOWEST_ERROR) {
        report("returned error", call, after->x[A0]);
    }
    if (is_firmware(after->x[A1]) || (after->x[A0] != OK && after->x[A1] != 0)) {
        report("returned value", call, after->x[A1]);
    }
    __atomic_fetch_add(after->x[A0] == OK ? &made : &refused, 1, __ATOMIC_RELAXED);
}

static void make_call(struct random *random)
{
    struct registers area;
    struct call call;

    call_make(random, &call);
    /* An interrupt that is taken before a suspend does not end it. */
    const bool is_open = call.extension != HSM && random_below(random, 2) != 0;
    call_tame(&call);
    fill(random, &area);
    for (unsigned i = 0; i < 6; i++) {
        area.x[A0 + i] = call.a[i];
    }
    area.x[A6] = call.function;
    area.x[A7] = call.extension;
    const struct kept before = read_kept();
    if (is_open) {
        interrupts_on(SSIP | STIP);
    }
    ecall_with_all(&area);
    const struct kept after = read_kept();
    for (unsigned i = 0; !is_open && i < sizeof(after) / sizeof(long); i++) {
        if (((const unsigned long *)&after)[i] != ((const unsigned long *)&before)[i]) {
            report("changed CSR", &call, i);
        }
    }
    interrupts_off();
    check_registers(&call, &area);
}

/* Interrupts come while the registers are random. */
static void spin(struct random *random)
{
    static const struct call none;
    struct registers area;

    fill(random, &area);
    area.x[COUNTER] = 1 + random_below(random, 2000);
    set_timer(time_now() + random_below(random, 1000));
    interrupts_on(SSIP | STIP);
    spin_with_all(&area);
    interrupts_off();
    for (unsigned i = 1; i < COUNTER; i++) {
        if (self()->result.x[i] != area.x[i]) {
            report("an interrupt changed register", &none, i);
        }
    }
}

static void work(struct hart *hart)
{
    struct random *const random = &generators[hart->id];

    while (__atomic_fetch_sub(&remaining, 1, __ATOMIC_RELAXED) > 0) {
        if (random_below(random, 8) == 0) {
            spin(random);
        }
        make_call(random);
        worked[hart->id]++;
    }
}

CASE(storm, random_calls)
{
    remaining = (long)machine_number("calls=", 20000);
    for (unsigned id = 0; id < HARTS; id++) {
        random_seed(&generators[id], machine_number("seed=", 1) * HARTS + id);
        hart_prepare(&harts[id], id);
        harts[id].job = work;
    }
    FOR_OTHERS(id)
    {
        EXPECT(hart_run(id, work));
    }
    work(self());
    FOR_OTHERS(id)
    {
        EXPECT(hart_wait(id, STOPPED));
    }
    say("\n%u calls succeeded, %u were refused\n", made, refused);
    for (unsigned long id = 0; id < HARTS; id++) {
        case_note("hart", id);
        EXPECT((machine.harts >> id & 1) == 0 ||
               worked[id] >= machine_number("calls=", 20000) / 100);
    }
    EXPECT_EQ(bad[0], 0);
    EXPECT(made != 0 && refused != 0);
}

/* run.py compares the firmware's code and constants in memory before it answers. */
CASE(storm, the_firmware_is_unchanged)
{
    char answer = 0;

    say("check the memory\n");
    EXPECT(WAIT(sbi(DBCN, 1, 1, (unsigned long)&answer).value == 1));
    EXPECT_EQ(answer, 'y');
}
