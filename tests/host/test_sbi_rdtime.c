/* SPDX-License-Identifier: MIT */
/* The instructions that the SBI firmware does for a core without the time CSR. QEMU's machine virt
 * has no such core. */
#include <hart.h>
#include <host_test.h>
#include <string.h>
#include <trap.h>

enum {
    PC = 0x1000,
    RDTIME_A0 = 0xc0102573,
    RDTIMEH_A0 = 0xc8102573,
    A0 = 10,
};

#define NOW 0x123456789abcdef0U

static struct {
    struct rt_program program;
    uint32_t code;
    bool is_readable;
    unsigned long scounteren;
    unsigned number; /* of the register that was set, 0 for none */
    unsigned long value;
} model;

struct sbi_hart sbi_harts[SBI_HART_IDS];

unsigned long model_csr_read(const char *name)
{
    assert_string_equal(name, "scounteren");
    return model.scounteren;
}

void model_csr_write(const char *name, unsigned long value)
{
    fail_msg("write of %#lx to %s", value, name);
}

bool rt_csr_exists(unsigned number)
{
    return number != 0xc01;
}

bool sbi_fetch(const struct rt_program *program, uint32_t *code)
{
    assert_ptr_equal(program, &model.program);
    *code = model.code;
    return model.is_readable;
}

void sbi_set_register(struct rt_program *program, unsigned number, unsigned long value)
{
    assert_ptr_equal(program, &model.program);
    model.number = number;
    model.value = value;
}

static uint64_t now(const struct hal_timer *timer)
{
    assert_ptr_equal(timer, &sbi_clint.timer);
    return NOW;
}

static const struct hal_timer_ops ops = {.now = now};
struct clint sbi_clint = {.timer = {&ops, 1000000}};

static int set_up(void **state)
{
    (void)state;
    memset(&model, 0, sizeof(model));
    model.program.frame.pc = PC;
    model.program.frame.status = 1U << 11; /* from supervisor mode */
    model.code = RDTIME_A0;
    model.is_readable = true;
    return 0;
}

static void expect_served(unsigned number, unsigned long value)
{
    assert_true(sbi_serve_rdtime(&model.program));
    assert_int_equal(model.number, number);
    assert_true(model.value == value); /* a register of RV32 keeps the low half */
    assert_int_equal(model.program.frame.pc, PC + 4);
}

static void expect_refused(void)
{
    assert_false(sbi_serve_rdtime(&model.program));
    assert_int_equal(model.number, 0);
    assert_int_equal(model.program.frame.pc, PC);
}

static void the_time_is_read(void **state)
{
    (void)state;
    expect_served(A0, NOW);
}

static void each_register_can_have_it(void **state)
{
    for (unsigned number = 1; number < 32; number++) {
        (void)set_up(state);
        model.code = (RDTIME_A0 & ~(31U << 7)) | number << 7;
        assert_true(sbi_serve_rdtime(&model.program));
        assert_int_equal(model.number, number);
    }
}

static void its_high_half_is_read_on_rv32_only(void **state)
{
    (void)state;
    model.code = RDTIMEH_A0;
    if (__riscv_xlen == 32) {
        expect_served(A0, NOW >> 32);
    } else {
        expect_refused();
    }
}

static void users_have_it_if_the_supervisor_lets_them(void **state)
{
    (void)state;
    model.program.frame.status = 0;
    model.scounteren = ~2UL;
    expect_refused();
    model.scounteren = 2;
    expect_served(A0, NOW);
}

static void other_instructions_are_not_served(void **state)
{
    (void)state;
    /* rdcycle, csrrs of time with a source, csrrw of time, csrrs of another width, and none. */
    const uint32_t others[] = {0xc0002573, 0xc010a573, 0xc0101573, 0xc0103573, 0};
    for (unsigned i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        model.code = others[i];
        expect_refused();
    }
    model.code = RDTIME_A0;
    model.is_readable = false;
    expect_refused();
}

static void the_time_csr_is_looked_for(void **state)
{
    (void)state;
    assert_false(sbi_has_time());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(the_time_is_read, set_up),
        cmocka_unit_test_setup(each_register_can_have_it, set_up),
        cmocka_unit_test_setup(its_high_half_is_read_on_rv32_only, set_up),
        cmocka_unit_test_setup(users_have_it_if_the_supervisor_lets_them, set_up),
        cmocka_unit_test_setup(other_instructions_are_not_served, set_up),
        cmocka_unit_test_setup(the_time_csr_is_looked_for, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
